package io.taskledger.crud;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.taskledger.edge.EdgeConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The plain service, in one process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EdgeConfiguration.class, CrudController.class})
public class CrudApplication {

    /** @param arguments the same settings as for the two sides */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CrudApplication.class)
                .properties("spring.config.name=crud")
                .run(arguments);
    }

    @Bean(destroyMethod = "close")
    MongoClient crudMongoClient(@Value("${taskledger.mongodb.uri}") String uri) {
        return MongoClients.create(uri);
    }

    @Bean
    TaskStore crudTasks(MongoClient crudMongoClient) {
        return new TaskStore(crudMongoClient.getDatabase("crud"));
    }
}
