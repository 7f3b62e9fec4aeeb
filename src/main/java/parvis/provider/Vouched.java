package parvis.provider;

/** Whom an identity provider vouches for. @param subject what it calls them, for good */
record Vouched(String issuer, String subject, String email) {}
