package io.taskledger.contract;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Lets every property of every module try {@code taskledger.cases.factor} times its usual number of cases: 1 in
 * {@code ./mvnw verify}, 10 in {@code ./mvnw -Pthorough verify}. Found by jqwik through {@code META-INF/services}.
 */
public class ThoroughCases implements AroundPropertyHook {

    private static final int FACTOR = Integer.getInteger("taskledger.cases.factor", 1);
    private static final int USUAL = 1_000; // jqwik's default number of tries

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        var attributes = context.attributes();
        attributes.setTries(attributes.tries().orElse(USUAL) * FACTOR);
        return property.execute();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
