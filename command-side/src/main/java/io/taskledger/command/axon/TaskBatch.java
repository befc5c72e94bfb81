package io.taskledger.command.axon;

import io.taskledger.contract.task.TaskCommand;
import java.util.List;

/**
 * Commands of one owner that are decided in order and committed together or not at all.
 *
 * @param commands at least one; several may be for the same task
 */
public record TaskBatch(List<TaskCommand> commands) {

    public TaskBatch {
        commands = List.copyOf(commands);
    }
}
