namespace MindGraphy.Data.Customers;

/// <summary>What the customers' tables have that the model can't say: indexes on expressions.</summary>
internal static class CustomerSql
{
    /// <summary>
    /// The orders "nearest wedding" and "earliest task" with whoever has no day at the end, as <see cref="LeadOrder"/> asks for them; and, for
    /// the couples that were there before it was kept, what was done for them last and when somebody first answered them.
    /// </summary>
    public const string Up = """
        CREATE INDEX ix_customers_order_wedding ON customers (coalesce(wedding_date, 'infinity'::date), id) WHERE merged_into_id IS NULL;
        CREATE INDEX ix_customers_order_task ON customers (coalesce(next_task_on, 'infinity'::date), id) WHERE merged_into_id IS NULL;
        UPDATE customers c SET last_touched_at = greatest(c.updated_at, c.status_changed_at),
            first_response_at = (
                SELECT min(s.moved_at) FROM stage_history s
                WHERE s.customer_id = c.id AND s.moved_by_id IS NOT NULL AND s.to_status <> 'cancelled'
            );
        """;

    /// <summary>Takes them back.</summary>
    public const string Down = "DROP INDEX ix_customers_order_wedding; DROP INDEX ix_customers_order_task;";
}
