package io.taskledger.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.edge.SettingException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private final ClientAddress address =
            new ClientAddress(new ProxyProperties(List.of("10.0.0.0/8", "192.168.7.1", "fd00::/8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.7 | 198.51.100.1            | 203.0.113.7
                    10.1.2.3    | 198.51.100.1            | 198.51.100.1
                    10.1.2.3    | 6.6.6.6, 198.51.100.1   | 198.51.100.1
                    10.1.2.3    | 198.51.100.1, 10.9.9.9  | 198.51.100.1
                    192.168.7.1 | 198.51.100.1:4711       | 198.51.100.1
                    192.168.7.2 | 198.51.100.1            | 192.168.7.2
                    10.1.2.3    | localhost               | 10.1.2.3
                    10.1.2.3    | 198.51.100.1, unknown   | 10.1.2.3
                    10.1.2.3    | 10.4.4.4                | 10.4.4.4
                    fd00:0:0:0:0:0:0:1 | [2001:db8:1:2:3:4:5:6]:443 | 2001:db8:1:2:0:0:0:0
                    2001:db8:1:2:ffff:0:0:1 | 198.51.100.1 | 2001:db8:1:2:0:0:0:0
                    """)
    void the_client_is_the_rightmost_address_that_is_no_proxy(String connection, String forwarded, String client) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(connection);
        request.addHeader("X-Forwarded-For", forwarded);

        assertThat(address.of(request)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "*"})
    void a_proxy_that_is_no_address_stops_the_start(String proxy) {
        assertThatThrownBy(() -> new ProxyProperties(List.of(proxy)))
                .isInstanceOf(SettingException.class)
                .hasMessage("taskledger.proxies must list addresses or CIDR blocks such as 10.0.0.0/8, but contains "
                        + proxy);
    }
}
