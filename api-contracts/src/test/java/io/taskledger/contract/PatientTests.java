package io.taskledger.contract;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets the tests of all modules wait as long as a busy machine needs. A condition that becomes true in a second costs
 * no more, and one that never becomes true still fails. Found by JUnit through {@code META-INF/services}.
 */
public class PatientTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }
}
