package parvis.person;

/**
 * An address by which somebody is reached or known on one channel.
 *
 * @param kind {@code email}, {@code handle:<channel>} or {@code import:<source>}
 * @param proof how surely it is theirs
 */
public record Identity(String kind, String value, Proof proof) {
    public enum Proof {
        /** They signed in with it. */
        ACCOUNT,
        /** They opened a link that was sent there. */
        CONFIRMED,
        /** They said so themselves elsewhere. */
        LINKED,
        /** A message came from there, or somebody said so: not proved. */
        PROBABLE,
        /** Known from an import; whoever it is has not come yet. */
        UNCLAIMED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Identity email(String address, Proof proof) {
        return new Identity("email", EmailAddress.normal(address), proof);
    }

    public static Identity handle(String channel, String handle) {
        return new Identity("handle:" + channel, handle.strip(), Proof.PROBABLE);
    }
}
