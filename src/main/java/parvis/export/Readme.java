package parvis.export;

import java.util.stream.Collectors;

/** Explains an export to whoever opens it without Parvis. */
final class Readme {
    private Readme() {}

    static String of(Contents contents) {
        var tables = contents.tables().stream()
                .map(table -> "| `" + table.name() + "` | " + table.rows() + " | " + String.join(", ", table.columns())
                        + " |")
                .collect(Collectors.joining("\n"));
        return """
                # %s

                Everything that Parvis %s kept for this brand on %s. — Tout ce que Parvis %s gardait pour cette marque le %s.

                ## English

                - `tables/*.jsonl`: one file for each table, one JSON object in UTF-8 for each row. Times are ISO 8601 in UTC; identifiers are UUIDs;
                  bytes are hexadecimal after `\\\\x`. A column that is named after something else (`conversation`, `person`, `teammate`) holds its `id`.
                  The words that people wrote are in `conversation.message` (`text`, in Markdown) and belong to a row of `conversation.conversation`.
                - `files/ab/abcd…`: pictures and attachments, each named by the SHA-256 of its content. `conversation.attachment` says which
                  message a `file` belongs to, its name and its type; `thumb` is a small picture of it.
                - `person.account` holds the accounts of the team and of the people of this brand alone, without sessions. Keys and links are there as
                  hashes only.
                - `export.json`: what the export holds, with the SHA-256 of each table.

                This holds personal data: keep it as such. `./parvis import parvis DIRECTORY` brings it into another Parvis.

                ## Français

                - `tables/*.jsonl` : un fichier par table, un objet JSON en UTF-8 par ligne. Les moments sont en ISO 8601, UTC ; les identifiants sont des
                  UUID ; les octets sont en hexadécimal après `\\\\x`. Une colonne qui porte le nom d’autre chose (`conversation`, `person`, `teammate`) contient
                  son `id`. Les mots que les gens ont écrits sont dans `conversation.message` (`text`, en Markdown) et appartiennent à une ligne de
                  `conversation.conversation`.
                - `files/ab/abcd…` : les images et les pièces jointes, chacune nommée par le SHA-256 de son contenu. `conversation.attachment` dit à quel
                  message appartient un `file`, son nom et son type ; `thumb` en est une petite image.
                - `person.account` contient les comptes de l’équipe et des gens de cette marque, et d’elle seule, sans leurs sessions. Les clés et les liens
                  n’y sont que sous forme d’empreintes.
                - `export.json` : ce que contient l’export, avec le SHA-256 de chaque table.

                Ce sont des données personnelles : gardez-les comme telles. `./parvis import parvis DOSSIER` les fait entrer dans un autre Parvis.

                ## Tables

                | | rows | columns |
                |---|---|---|
                %s
                """.formatted(
                        contents.name(), contents.parvis(), contents.at(), contents.parvis(), contents.at(), tables);
    }
}
