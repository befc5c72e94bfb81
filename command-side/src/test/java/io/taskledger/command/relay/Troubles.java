package io.taskledger.command.relay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.NetworkException;

/** A producer that sends every record, but sometimes gets no acknowledgement. */
final class Troubles {

    private final BooleanSupplier lost;

    Troubles(BooleanSupplier lost) {
        this.lost = lost;
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"
    }) // the proxy implements the requested interface, and is itself only
    Producer<byte[], byte[]> around(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("equals")) {
                        return proxy == arguments[0];
                    }
                    try {
                        return method.invoke(
                                producer,
                                method.getName().equals("send")
                                        ? new Object[] {arguments[0], forgetful((Callback) arguments[1])}
                                        : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Callback forgetful(Callback callback) {
        return (metadata, e) -> callback.onCompletion(
                metadata, e == null && lost.getAsBoolean() ? new NetworkException("injected") : e);
    }
}
