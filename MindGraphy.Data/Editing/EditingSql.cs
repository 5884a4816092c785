namespace MindGraphy.Data.Editing;

/// <summary>What a migration says of editing beyond tables.</summary>
internal static class EditingSql
{
    /// <summary>Who runs the studio may check their own retouching; a studio of one could finish no job otherwise.</summary>
    public const string Up = """
        INSERT INTO role_permissions (role, permission)
            SELECT p.role, 'editing.alone' FROM role_permissions p WHERE p.permission = 'settings' ON CONFLICT DO NOTHING;
        """;

    /// <summary>Takes it back.</summary>
    public const string Down = "DELETE FROM role_permissions WHERE permission = 'editing.alone';";

    /// <summary>Jobs that were in hand before pins came with the picks: what both people pointed at while picking.</summary>
    public const string FillInPins = """
        UPDATE editing_items i SET pins = said.pins
        FROM (
            SELECT q.id, s.photo_id, jsonb_agg(jsonb_build_object('by', c.name, 'x', s.pin_x, 'y', s.pin_y) ORDER BY s.position) AS pins
            FROM editing_queue q
            JOIN photo_selections s ON s.session_id = q.proof_session_id
            JOIN customer_contacts c ON c.id = s.contact_id
            WHERE s.pin_x IS NOT NULL AND s.pin_y IS NOT NULL
            GROUP BY q.id, s.photo_id
        ) said
        WHERE said.id = i.job_id AND said.photo_id = i.photo_id
        """;
}
