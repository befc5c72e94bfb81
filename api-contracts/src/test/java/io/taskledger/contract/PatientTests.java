package io.taskledger.contract;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every test of every module wait as long as a busy machine needs: what holds in a second on an idle one costs
 * nothing more, and what never holds fails all the same. Found by JUnit through {@code META-INF/services}.
 */
public class PatientTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }
}
