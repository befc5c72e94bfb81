package io.taskledger.contract.command;

import io.taskledger.contract.commit.StreamRef;
import java.util.List;

/**
 * Commands of one owner that are decided in order and committed together or not at all.
 *
 * @param commands at least one; several may be for the same task
 */
public record TaskBatch(List<TaskCommand> commands) implements Command {

    /** @throws IllegalArgumentException if it is empty, or the commands belong to several owners */
    public TaskBatch {
        commands = List.copyOf(commands);
        if (commands.stream().map(TaskCommand::owner).distinct().count() != 1) {
            throw new IllegalArgumentException("A batch has commands of one owner");
        }
    }

    @Override
    public String owner() {
        return commands.getFirst().owner();
    }

    @Override
    public List<StreamRef> newStreams() {
        return commands.stream()
                .flatMap(command -> command.newStreams().stream())
                .toList();
    }
}
