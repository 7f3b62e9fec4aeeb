package parvis.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    HikariDataSource dataSource(
            DatabaseLocation location, @Value("${parvis.database.connections:20}") int connections) {
        var pool = new HikariConfig();
        pool.setPoolName("parvis");
        pool.setJdbcUrl(location.url());
        pool.setUsername(location.appRole());
        pool.setPassword(location.appPassword());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(Math.min(2, connections));
        pool.setConnectionTimeout(10_000);
        pool.setAutoCommit(true);
        pool.addDataSourceProperty("ApplicationName", "parvis");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // A statement that hangs must not hold a page for ever; commands that work long set their own limit.
        pool.addDataSourceProperty(
                "options", "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000");
        pool.addDataSourceProperty("socketTimeout", "60");
        return new HikariDataSource(pool);
    }
}
