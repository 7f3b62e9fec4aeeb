package parvis.support;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server on this machine, over UDP and TCP, that knows what a test tells it and no other name. */
public final class Zone implements AutoCloseable {
    private static final int SMALL = 512;
    private static Zone shared;

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Map<Name, Collection<Record>> names = new ConcurrentHashMap<>();
    private final Set<Name> silent = ConcurrentHashMap.newKeySet();
    private final Set<Name> failing = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public Zone() {
        try {
            streams = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            datagrams = new DatagramSocket(new InetSocketAddress(streams.getInetAddress(), streams.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("zone-udp").start(this::datagrams);
        Thread.ofPlatform().daemon().name("zone-tcp").start(this::streams);
    }

    /** The one of the product that all its tests share. */
    public static synchronized Zone shared() {
        if (shared == null) {
            shared = new Zone();
        }
        return shared;
    }

    /** As {@code PARVIS_DNS} takes it. */
    public String address() {
        return "127.0.0.1:" + streams.getLocalPort();
    }

    /** @param record as a zone file has it, such as {@code "MX 10 mx.tilleul.test."} */
    public Zone put(String name, String record) {
        try {
            var kind = record.substring(0, record.indexOf(' '));
            return put(Record.fromString(
                    name(name), Type.value(kind), DClass.IN, 300, record.substring(kind.length() + 1), Name.root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** However long; it is cut as the DNS wants it. */
    public Zone text(String name, String text) {
        var pieces = text.length() <= 255 ? List.of(text) : Arrays.asList(text.split("(?<=\\G.{255})"));
        return put(new TXTRecord(name(name), DClass.IN, 300, pieces));
    }

    public Zone forget(String name) {
        names.remove(name(name));
        return this;
    }

    /** Never answers for it. */
    public Zone silence(String name) {
        silent.add(name(name));
        return this;
    }

    /** Says that it cannot tell. */
    public Zone fail(String name) {
        failing.add(name(name));
        return this;
    }

    /** {@code name type}, in the order in which they were asked. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            streams.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Zone put(Record record) {
        names.computeIfAbsent(record.getName(), any -> new CopyOnWriteArrayList<>())
                .add(record);
        return this;
    }

    private void datagrams() {
        var buffer = new byte[4096];
        while (!datagrams.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer != null) {
                    var bytes = answer.toWire(SMALL);
                    datagrams.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException next) {
                // closed, or a packet that is none
            }
        }
    }

    private void streams() {
        while (!streams.isClosed()) {
            try {
                var socket = streams.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        var in = new DataInputStream(socket.getInputStream());
                        var answer = answer(in.readNBytes(in.readUnsignedShort()));
                        if (answer != null) {
                            var bytes = answer.toWire();
                            var out = new DataOutputStream(socket.getOutputStream());
                            out.writeShort(bytes.length);
                            out.write(bytes);
                            out.flush();
                        }
                    } catch (IOException gone) {
                        // whoever asked is gone
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Message answer(byte[] bytes) throws IOException {
        var query = new Message(bytes);
        var question = query.getQuestion();
        asked.add(question.getName().toString(true) + " " + Type.string(question.getType()));
        if (silent.contains(question.getName())) {
            return null;
        }
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (failing.contains(question.getName())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        var known = names.get(question.getName());
        if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            return answer;
        }
        known.stream()
                .filter(record -> record.getType() == question.getType() || record.getType() == Type.CNAME)
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        return answer;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
