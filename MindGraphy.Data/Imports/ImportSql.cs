namespace MindGraphy.Data.Imports;

/// <summary>What the model can't say: an index over an expression, and the new rights of roles that work with leads.</summary>
public static class ImportSql
{
    /// <summary>Makes it. A new installation has no roles yet: <c>seed</c> fills them.</summary>
    public const string Up = """
        CREATE INDEX ix_customers_email_lower ON customers (lower(email)) WHERE email IS NOT NULL;
        CREATE INDEX ix_customer_contacts_email_lower ON customer_contacts (lower(email)) WHERE email IS NOT NULL;
        INSERT INTO role_permissions (role, permission)
            SELECT p.role, r.name FROM role_permissions p CROSS JOIN (VALUES ('import'), ('export')) AS r(name) WHERE p.permission = 'leads'
            ON CONFLICT DO NOTHING;
        """;

    /// <summary>Takes it back.</summary>
    public const string Down = """
        DROP INDEX ix_customer_contacts_email_lower;
        DROP INDEX ix_customers_email_lower;
        DELETE FROM role_permissions WHERE permission IN ('import', 'export');
        """;
}
