package io.taskledger.standalone;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the members of a process that was killed out of the consumer groups: the broker believes in them for the
 * seconds of their session, and those who join now would wait as long for their lanes.
 */
final class StaleMembers {

    private static final Logger LOG = LoggerFactory.getLogger(StaleMembers.class);

    private StaleMembers() {}

    /** To be called before anybody joins. Where it does not work, the start takes longer. */
    static void remove(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                5_000))) {
            for (GroupListing group : admin.listGroups().all().get()) {
                admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "Consumers of the last run are waited for: {}", e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
