using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;
using Npgsql;

namespace MindGraphy.Data;

/// <summary>What a named constraint's no means to a person. A violation that is not listed is a fault, not an answer.</summary>
internal static class ConstraintRefusals
{
    private static readonly Dictionary<string, Refusal> ByConstraint = new()
    {
        ["ex_person_bookings_no_overlap"] = new BookingOverlaps(),
        ["ux_projects_contract_type"] = new EditedElsewhere(),
        ["ux_contract_signers_contact"] = new EditedElsewhere(),
        ["ux_contract_versions_number"] = new EditedElsewhere(),
        ["ux_contract_events_sequence"] = new EditedElsewhere(),
        ["ux_upload_sessions_file"] = new EditedElsewhere(),
        ["ux_photographer_availability_slot"] = new EditedElsewhere(),
        ["pk_photo_selections"] = new EditedElsewhere(),
        ["ux_customer_tasks_rule"] = new EditedElsewhere(),
        ["ux_payments_transaction_id"] = new TransactionBooked(),
        ["ux_cash_receipts_payment"] = new ReceiptExists(),
        ["payments_refund_within_paid"] = new EditedElsewhere(),
        ["ux_list_items_name"] = new NameTaken(),
        ["ux_partners_name"] = new NameTaken(),
        ["ux_saved_views_name"] = new NameTaken(),
    };

    public static Refusal? Of(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure ? new EditedElsewhere()
        : exception.ConstraintName is { } name ? ByConstraint.GetValueOrDefault(name)
        : null;
}
