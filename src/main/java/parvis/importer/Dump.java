package parvis.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import parvis.importer.DumpRefused.Reason;

/**
 * The files of a Stack Exchange data dump: {@code <row …/>} elements whose attributes are the columns. Read as a stream,
 * with no document type, no entity and nothing fetched.
 */
final class Dump {
    private static final int BUFFER = 1 << 16;
    private static final XMLInputFactory XML = factory();

    private Dump() {}

    /** A row while it is being read. */
    static final class Row {
        private final XMLStreamReader reader;

        private Row(XMLStreamReader reader) {
            this.reader = reader;
        }

        @Nullable
        String text(String column) {
            return reader.getAttributeValue(null, column);
        }

        String text(String column, String otherwise) {
            var value = text(column);
            return value == null ? otherwise : value;
        }

        /** Where it ends in the file. */
        int line() {
            return reader.getLocation().getLineNumber();
        }

        /** Null when there is none, or none that is a number. */
        @Nullable
        Integer number(String column) {
            var value = text(column);
            try {
                return value == null ? null : Integer.valueOf(value);
            } catch (NumberFormatException damaged) {
                return null;
            }
        }

        /** Dumps give times in UTC without saying so. */
        @Nullable
        Instant time(String column) {
            var value = text(column);
            try {
                return value == null ? null : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException damaged) {
                return null;
            }
        }
    }

    /** Those of a file that need not be there. */
    static void readIfThere(DumpFiles files, String file, Consumer<Row> take) {
        if (files.has(file)) {
            read(files, file, take);
        }
    }

    static void read(DumpFiles files, String file, Consumer<Row> take) {
        try (var stream = new BufferedInputStream(files.open(file), BUFFER)) {
            var reader = XML.createXMLStreamReader(stream);
            var row = new Row(reader);
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> throw new DumpRefused(Reason.DOCTYPE, file, "");
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (reader.getLocalName().equals("row")) {
                            take.accept(row);
                        }
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new DumpRefused(
                    Reason.DAMAGED, file, at == null ? "" : at.getLineNumber() + ":" + at.getColumnNumber());
        } catch (IOException e) {
            throw new DumpRefused(Reason.DAMAGED, file, String.valueOf(e.getMessage()));
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The JDK counts every &lt; as an entity and stops after some; without a document type none is dangerous.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.entityExpansionLimit", "0");
        return factory;
    }
}
