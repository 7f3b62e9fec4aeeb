package parvis.conversation;

import java.util.UUID;

public record ConversationId(UUID value) {}
