package io.taskledger.contract.task;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Details in which every component differs from its default, made from the components of the record: a component that
 * is added later is in them too. For the tests that every field comes through whatever a task passes.
 */
public final class SampleDetails {

    /** The details that a task has if only its title is known. */
    public static final TaskDetails DEFAULT = new TaskDetails("untitled", "", Priority.NONE, null, List.of());

    private SampleDetails() {}

    /** Every component has another value than in {@link #DEFAULT}. */
    public static TaskDetails different() {
        try {
            var types = components().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            return TaskDetails.class
                    .getDeclaredConstructor(types)
                    .newInstance(
                            components().stream().map(SampleDetails::sample).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The names of the components, as arguments of a test that fails by name. */
    public static List<String> names() {
        return components().stream().map(RecordComponent::getName).toList();
    }

    /** The value of a component. */
    public static Object value(Record details, String component) {
        try {
            var accessor = details.getClass().getMethod(component);
            return accessor.invoke(details);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(details.getClass().getSimpleName() + " has no component " + component, e);
        }
    }

    private static List<RecordComponent> components() {
        return Arrays.asList(TaskDetails.class.getRecordComponents());
    }

    private static Object sample(RecordComponent component) {
        var type = component.getType();
        if (type == String.class) {
            return "a " + component.getName();
        }
        if (type == Instant.class) {
            return Instant.parse("2027-01-31T23:59:59.999Z");
        }
        if (type == List.class) {
            return List.of("one of the " + component.getName(), "another");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        }
        throw new AssertionError("SampleDetails has no sample of " + type + ", the type of " + component.getName());
    }
}
