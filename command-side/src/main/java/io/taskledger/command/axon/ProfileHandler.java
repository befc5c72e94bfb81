package io.taskledger.command.axon;

import io.taskledger.command.decision.Decision;
import io.taskledger.command.entity.Profile;
import io.taskledger.contract.event.ProfileUpdated;
import io.taskledger.contract.command.UpdateProfile;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;

/** Lets the domain decide a profile command and publishes the events. */
final class ProfileHandler {

    private ProfileHandler() {}

    static Reply handle(CommandMessage message, ProfileEntity entity, ProcessingContext context) {
        var reply = Reply.of(context);
        switch (Profile.decide(entity.profile(), (UpdateProfile) message.payload())) {
            case Decision.Rejected<ProfileUpdated>(var why) -> reply.rejected(0, why);
            case Decision.Accepted<ProfileUpdated>(var decided) -> {
                var time = CommandContext.time(message.metadata());
                var profile = entity.profile();
                for (var event : decided) {
                    profile = Profile.evolve(profile, event, time);
                    EventAppender.forContext(context)
                            .append(new StreamEvent(entity.stream(), profile.version(), event));
                }
                reply.result(profile.view(entity.stream().owner()));
                reply.renders(time, at -> List.of(evolved(entity, decided, at).view(entity.stream().owner())));
            }
        }
        return reply;
    }

    private static Profile evolved(ProfileEntity entity, List<ProfileUpdated> decided, Instant time) {
        var profile = entity.profile();
        for (var event : decided) {
            profile = Profile.evolve(profile, event, time);
        }
        return profile;
    }
}
