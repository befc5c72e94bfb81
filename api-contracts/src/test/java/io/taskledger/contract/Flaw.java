package io.taskledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The possible flaws of a request. Each changes a valid request; a number selects the variant. */
enum Flaw {
    /** A value of another type, or far out of its range. */
    VALUE {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            return edited(request, choice, body -> {
                var names = List.copyOf(body.propertyNames());
                String name = names.isEmpty() ? "title" : names.get(choice % names.size());
                body.set(name, JSON.readTree(VALUES.get(choice % VALUES.size())));
            });
        }
    },
    MEMBER_MISSING {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            return edited(request, choice, body -> {
                var names = List.copyOf(body.propertyNames());
                if (!names.isEmpty()) {
                    body.remove(names.get(choice % names.size()));
                }
            });
        }
    },
    MEMBER_UNKNOWN {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            return edited(request, choice, body -> body.put(NAMES.get(choice % NAMES.size()), SchemaValues.CANARY));
        }
    },
    /** Bytes that are not JSON, or JSON that makes no sense. */
    BYTES {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            var text = new String(request.body(), UTF_8);
            byte[] bytes = switch (choice % 12) {
                case 0 -> text.substring(0, text.length() / 2).getBytes(UTF_8);
                case 1 -> new byte[0];
                case 2 -> "null".getBytes(UTF_8);
                case 3 -> "[".repeat(50_000).getBytes(UTF_8);
                case 4 -> "{\"title\":".repeat(10_000).getBytes(UTF_8);
                case 5 -> "{\"title\":\"a\",\"title\":\"b\"}".getBytes(UTF_8);
                case 6 -> new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
                case 7 -> text.getBytes(StandardCharsets.UTF_16);
                case 8 -> (text + text).getBytes(UTF_8);
                case 9 -> ("{\"title\":" + "9".repeat(5_000) + "}").getBytes(UTF_8);
                case 10 -> "{\"title\":\"\\ud800\"}".getBytes(UTF_8);
                default -> ("\uFEFF//" + SchemaValues.CANARY + text).getBytes(UTF_8);
            };
            return request.body().length == 0 ? request : request.withBody(bytes, name());
        }
    },
    MEDIA_TYPE {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            return request.headers().containsKey("Content-Type")
                    ? request.withHeader("Content-Type", TYPES.get(choice % TYPES.size()), name())
                    : request;
        }
    },
    HEADER {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            return request.withHeader(
                    HEADERS.get(choice % HEADERS.size()), TEXTS.get(choice / 7 % TEXTS.size()), name());
        }
    },
    QUERY {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            var more = QUERIES.get(choice % QUERIES.size());
            return request.withPath(request.path() + (request.path().contains("?") ? "&" : "?") + more, name());
        }
    },
    PATH {
        @Override
        ApiRequest in(ApiRequest request, int choice) {
            var path = request.path().replaceFirst("\\?.*", "");
            var odd = SEGMENTS.get(choice % SEGMENTS.size());
            return request.withPath(
                    choice % 2 == 0 ? path + odd : path.replaceFirst("/[^/]*$", "/" + odd.replaceFirst("^/", "")),
                    name());
        }
    };

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "1",
            "-1",
            "1e400",
            "123456789012345678901234567890",
            "[]",
            "{}",
            "[[]]",
            "\"\"",
            "\" \"",
            "\"\\u0000" + SchemaValues.CANARY + "\"",
            "\"\\n\"",
            "\"x\"",
            "[null]",
            "[1]",
            "[\"\"]",
            "\"" + SchemaValues.CANARY + "x".repeat(20_000) + "\"",
            "\"2026-13-45\"",
            "\"9999999-01-01\"",
            "[" + "\"tag\",".repeat(10_000) + "\"tag\"]",
            "{\"$gt\":\"\"}",
            "9223372036854775808");
    private static final List<String> NAMES =
            List.of("owner", "$where", "__proto__", "Title", "", "title ", "x".repeat(2_000), SchemaValues.CANARY);
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "nonsense",
            "*/*",
            "application/*+json");
    private static final List<String> HEADERS = List.of(
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Consistency-Token",
            "Prefer",
            "Accept",
            "X-Correlation-Id",
            "traceparent",
            "X-HTTP-Method-Override",
            "Content-Encoding",
            "Accept-Encoding",
            "Range",
            "X-Forwarded-For",
            "Forwarded",
            "Cookie");
    private static final List<String> TEXTS = List.of(
            SchemaValues.CANARY,
            "\"",
            "",
            "-1",
            "\"" + "9".repeat(40) + "\"",
            "x".repeat(3_000),
            "wait=99999999999999999999",
            "wait=-1",
            "W/\"",
            "p99999999-zzzz",
            "gzip",
            "image/png",
            "DELETE",
            "bytes=0-1",
            "${jndi:ldap://127.0.0.1/x}");
    private static final List<String> QUERIES = List.of(
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=1e3",
            "limit=",
            "limit",
            "limit=1&limit=2",
            "cursor=" + SchemaValues.CANARY,
            "cursor=",
            "cursor=" + "A".repeat(5_000),
            "sort=title,due",
            "sort=$natural",
            "status=closed",
            "status[]=open",
            "priority=5",
            "deleted=maybe",
            "overdue=2",
            "overdue=",
            "unknown=1",
            "from=9999-12-31",
            "to=2026-02-30",
            "q=" + "x".repeat(201),
            "q=%00",
            "q=%FF",
            "q=%ED%A0%80",
            "tag=",
            "tag=" + "x".repeat(51),
            "dueBefore=yesterday",
            "dueAfter=2026-02-30",
            "dueBefore=2026-01-01T00:00:00",
            "access_token=" + SchemaValues.CANARY,
            "a=1&".repeat(101),
            "%24where=1",
            "q=a%26b%3Dc&&&=");
    private static final List<String> SEGMENTS = List.of(
            "not-an-id",
            "%00",
            "%2e%2e",
            "%2F",
            "..%2f..%2factuator",
            ";a=b",
            "%25",
            "%FF",
            "/",
            "//",
            "/.",
            "x".repeat(300),
            "%E2%80%AE",
            "*",
            "1",
            "00000000-0000-0000-0000-000000000000",
            "/start/start",
            ".json",
            "{id}".replace("{", "%7B").replace("}", "%7D"),
            "%C0%AF",
            "%5C",
            "%0d%0aSet-Cookie:%20a=b");

    abstract ApiRequest in(ApiRequest request, int choice);

    /** With another body, if there is one; in a batch, one item or the batch itself is changed. */
    private static ApiRequest edited(ApiRequest request, int choice, Consumer<ObjectNode> edit) {
        if (request.body().length == 0) {
            return request;
        }
        var body = JSON.readTree(request.body());
        var item = body.path("commands").path(choice % 3);
        edit.accept((ObjectNode) (item.isObject() ? item : body));
        return request.withBody(body.toString().getBytes(UTF_8), "BODY");
    }
}
