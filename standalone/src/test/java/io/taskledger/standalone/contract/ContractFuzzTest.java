package io.taskledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.ApiRequest;
import io.taskledger.contract.ApiRequests;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Whatever is sent to any operation of openapi.yaml, the response is one that it documents. */
class ContractFuzzTest {

    private static final String CALLER = "alice";
    private static final List<UUID> IDS = List.of(
            UUID.fromString("01900000-0000-7000-8000-000000000001"),
            UUID.fromString("01900000-0000-7000-8000-000000000002"),
            UUID.fromString("01900000-0000-7000-8000-000000000003"));
    private static final ApiRequests REQUESTS = new ApiRequests(IDS, CALLER);

    /** Statuses that a valid request may get because of the present state. */
    private static final Set<Integer> FOR_SOUND = Set.of(200, 201, 304, 404, 409, 412, 413);

    private static LogRecorder log;
    private static BothSides sides;
    private static String token;
    private static String admin;

    @BeforeContainer
    static void start() {
        sides = BothSides.start();
        log = LogRecorder.attached(); // only now, because a starting application configures logging again
        token = sides.issuer().token(CALLER, "user");
        admin = sides.issuer().token("root", "admin");
    }

    @AfterContainer
    static void stop() throws Exception {
        sides.close();
        log.close();
        assertThat(log.lines())
                .as("lines that tell what users wrote, or who they are")
                .isNotEmpty()
                .noneMatch(line -> line.contains(ApiRequests.CANARY)
                        || line.contains(CALLER + "@example.com")
                        || line.contains(token)
                        || line.contains(admin));
    }

    @Provide
    Arbitrary<ApiRequest> sound() {
        return REQUESTS.sound();
    }

    @Provide
    Arbitrary<ApiRequest> flawed() {
        return REQUESTS.flawed();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void what_the_document_allows_is_understood(@ForAll("sound") ApiRequest request) {
        var answer = send(request);

        boolean keyReused = answer.body().contains("\"code\":\"idempotency-key-reused\"");
        assertThat(FOR_SOUND.contains(answer.statusCode()) || keyReused)
                .as("%s%n-> %s %s", request, answer.statusCode(), answer.body())
                .isTrue();
        Statistics.label("operation and status").collect(request.operation(), answer.statusCode());
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void what_it_forbids_is_refused_in_its_words(@ForAll("flawed") ApiRequest request) {
        var answer = send(request);

        if (ApiRequests.forbids(request)) {
            assertThat(answer.statusCode())
                    .as("%s%n-> %s", request, answer.body())
                    .isBetween(400, 499);
        }
        Statistics.label("flaw and status").collect(request.flaw(), answer.statusCode());
    }

    private static HttpResponse<String> send(ApiRequest request) {
        var answer = sides.send(request, request.operation().equals("batchGetUsers") ? admin : token);
        assertThat(answer.statusCode()).as("%s%n-> %s", request, answer.body()).isLessThan(500);
        return answer;
    }
}
