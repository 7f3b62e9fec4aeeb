package parvis.privacy;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Takes down what is held about somebody, row by row: nothing of it is gathered in memory. */
public interface Telling {
    /**
     * @param kind of what is told, which names its file
     * @param rows one column of JSON objects
     */
    void rows(String kind, StatementSpec rows);

    /**
     * Contents of the file store.
     *
     * @param files two columns: a name, which need not be unique, and the SHA-256 of the content
     */
    void files(String kind, StatementSpec files);

    /**
     * Contents that stand in the database.
     *
     * @param contents two columns: a name, which need not be unique, and bytes
     */
    void contents(String kind, StatementSpec contents);
}
