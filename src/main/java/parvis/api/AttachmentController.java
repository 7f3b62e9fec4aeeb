package parvis.api;

import java.io.IOException;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import parvis.brand.Permission;
import parvis.conversation.Sight;
import parvis.file.Files;
import parvis.web.Problem.Kind;

/** The bytes of what is attached to a message. */
@RestController
class AttachmentController {
    private final ConversationPages pages;
    private final Files files;
    private final Sight sight;

    AttachmentController(ConversationPages pages, Files files, Sight sight) {
        this.sight = sight;
        this.pages = pages;
        this.files = files;
    }

    @GetMapping("/api/v1/attachments/{id}")
    ResponseEntity<Resource> read(Caller caller, @PathVariable UUID id) throws IOException {
        caller.needs(Scope.CONVERSATIONS_READ);
        caller.needs(Permission.SEE_DESK);
        var kept = pages.file(caller.brand(), id)
                .filter(file -> sight.seesMessage(caller.brand(), caller.teammate(), file.message()))
                .orElseThrow(() -> Refusal.of(Kind.NOT_FOUND));
        var bytes = files.open(kept.sha256()).orElseThrow(() -> Refusal.of(Kind.NOT_FOUND));
        var disposition = ContentDisposition.attachment()
                .filename(kept.name(), java.nio.charset.StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kept.type()))
                .contentLength(kept.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(bytes));
    }
}
