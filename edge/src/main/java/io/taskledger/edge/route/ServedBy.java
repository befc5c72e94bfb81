package io.taskledger.edge.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a controller of the API which side serves its routes. This is the only place where it is said: rate limits
 * read it, and tests compare openapi.yaml and nginx's map with it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServedBy {

    Side value();
}
