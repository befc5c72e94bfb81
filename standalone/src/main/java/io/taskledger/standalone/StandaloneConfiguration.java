package io.taskledger.standalone;

import io.taskledger.command.CommandSideConfiguration;
import io.taskledger.command.relay.Relay;
import io.taskledger.edge.auth.PublicRoutes;
import io.taskledger.edge.route.Routes;
import io.taskledger.edge.route.Side;
import io.taskledger.query.QuerySideConfiguration;
import io.taskledger.query.barrier.PublishedLanes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Both sides and the page, in one context. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandSideConfiguration.class, QuerySideConfiguration.class, PageTexts.class})
class StandaloneConfiguration {

    /** Only this process publishes, so queries need not ask Kafka where a lane ends. */
    @Bean
    PublishedLanes publishedLanes(Relay relay) {
        return relay::publishedUpTo;
    }

    @Bean
    PublicRoutes pagePublicRoutes() {
        return PublicRoutes.of(Page.ROUTES);
    }

    @Bean
    MemoryGuard memoryGuard(Routes routes) {
        return MemoryGuard.ofThisJvm(request -> routes.side(request) == Side.COMMAND);
    }

    @Bean
    WebMvcConfigurer memoryGuarding(MemoryGuard guard) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(guard).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    Page page(@Value("${taskledger.standalone.swagger-ui}") String version) {
        return new Page(version);
    }
}
