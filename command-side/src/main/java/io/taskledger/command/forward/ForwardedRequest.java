package io.taskledger.command.forward;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.Map;

/**
 * A request as it is sent to another node.
 *
 * @param target path and query, as they were received
 * @param headers those that a command depends on, with all their lines
 * @param correlation the id of the request, which the other node repeats in its response
 */
public record ForwardedRequest(
        String method, String target, Map<String, List<String>> headers, String correlation, BodyPublisher body) {}
