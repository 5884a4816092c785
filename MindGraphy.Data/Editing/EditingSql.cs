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
}
