package io.taskledger.query.api;

import static io.taskledger.query.CommitChain.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.query.api.QueryService.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The only query that reads data of other owners. */
class UsersApiTest {

    private static final String ROUTE = "/api/users/batch-get";

    private final User admin = QueryService.shared().newAdmin();
    private final User alice = QueryService.shared().newUser();
    private final User bob = QueryService.shared().newUser();

    @Test
    void an_administrator_reads_profiles_in_the_order_asked_for_and_learns_which_are_missing() {
        alice.commit(profile(new ProfileUpdated("Alice", "Europe/Berlin")));
        bob.commit(profile(new ProfileUpdated("Bob", "UTC")));
        bob.get("/api/users/" + bob.id); // waits until both are projected: they are in one lane

        var read = admin.post(ROUTE, "{\"ids\":[\"%s\",\"nobody\",\"%s\",\"%s\"]}".formatted(bob.id, alice.id, bob.id));

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()
                        .path("users")
                        .valueStream()
                        .map(user -> user.path("displayName").stringValue()))
                .containsExactly("Bob", "Alice");
        assertThat(read.body().path("missing").toString()).isEqualTo("[\"nobody\"]");
        assertThat(read.body().path("accessedBy").stringValue()).isEqualTo(admin.id);
    }

    @Test
    void nobody_else_reads_other_users_whether_they_exist_or_not() {
        alice.commit(profile(new ProfileUpdated("Alice", "Europe/Berlin")));

        var somebody = bob.post(ROUTE, "{\"ids\":[\"%s\"]}".formatted(alice.id));
        var nobody = bob.post(ROUTE, "{\"ids\":[\"nobody\"]}");

        assertThat(somebody.status()).isEqualTo(403);
        assertThat(somebody.response().body()).isEqualTo(nobody.response().body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"ids":[]}              | 422
                    {"ids":"alice"}         | 422
                    {"ids":[7]}             | 422
                    {"ids":[""]}            | 422
                    {}                      | 422
                    {"ids":["a"],"more":1}  | 422
                    ["a"]                   | 400
                    {"ids":                 | 400
                    """)
    void a_request_that_makes_no_sense_is_refused(String body, int status) {
        assertThat(admin.post(ROUTE, body).status()).isEqualTo(status);
    }

    @Test
    void more_than_a_hundred_ids_are_refused() {
        var ids = "\"x\",".repeat(100) + "\"x\"";

        assertThat(admin.post(ROUTE, "{\"ids\":[" + ids + "]}").status()).isEqualTo(422);
    }
}
