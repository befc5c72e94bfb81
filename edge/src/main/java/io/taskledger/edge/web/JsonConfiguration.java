package io.taskledger.edge.web;

import io.taskledger.contract.Wire;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Bodies are UTF-8 (RFC 8259, section 8.1); no other encoding is detected. Responses write times in the form of
 * {@link Wire#time}.
 */
@Configuration(proxyBeanMethods = false)
public class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer edgeTimes() {
        return builder -> builder.addModule(new SimpleModule("taskledger").addSerializer(new Times()));
    }

    @Bean
    JsonFactoryBuilderCustomizer edgeCharset() {
        return builder -> builder.disable(TokenStreamFactory.Feature.CHARSET_DETECTION);
    }

    private static final class Times extends StdSerializer<Instant> {

        Times() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
            json.writeString(Wire.time(time));
        }
    }
}
