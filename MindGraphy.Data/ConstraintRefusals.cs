using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using Npgsql;

namespace MindGraphy.Data;

/// <summary>What a named constraint's no means to a person. A violation that is not listed is a fault, not an answer.</summary>
internal static class ConstraintRefusals
{
    private static readonly Dictionary<string, Refusal> ByConstraint = new()
    {
        ["ex_person_bookings_no_overlap"] = new BookingOverlaps(),
        ["ux_shoot_swaps_open"] = new SwapAlreadyOpen(),
        ["ux_substitutions_live"] = new EditedElsewhere(),
        ["pk_wedding_details"] = new EditedElsewhere(),
        ["pk_schedule_assignments"] = new EditedElsewhere(),
        ["ux_projects_contract_type"] = new EditedElsewhere(),
        ["ux_project_milestones_type"] = new EditedElsewhere(),
        ["ux_project_tasks_template"] = new EditedElsewhere(),
        ["pk_project_targets"] = new EditedElsewhere(),
        ["ux_contracts_open_amendment"] = new AmendmentOpen(),
        ["ux_contract_templates_default"] = new EditedElsewhere(),
        ["ux_contract_signers_contact"] = new EditedElsewhere(),
        ["ux_contract_versions_number"] = new EditedElsewhere(),
        ["ux_contract_events_sequence"] = new EditedElsewhere(),
        ["ux_revision_rounds_open"] = new RevisionOpen(),
        ["ux_revision_rounds_number"] = new EditedElsewhere(),
        ["album_orders_frozen"] = new AlbumFrozen(),
        ["ux_album_rounds_number"] = new EditedElsewhere(),
        ["ux_album_rounds_open"] = new EditedElsewhere(),
        ["pk_album_spreads"] = new EditedElsewhere(),
        ["pk_album_notes"] = new EditedElsewhere(),
        ["pk_photo_albums"] = new EditedElsewhere(),
        ["ux_upload_sessions_file"] = new EditedElsewhere(),
        ["ux_photographer_availability_slot"] = new EditedElsewhere(),
        ["ux_photographer_working_hours_begin"] = new EditedElsewhere(),
        ["ex_leave_requests_no_overlap"] = new LeaveAlreadyAsked(),
        ["ux_proof_gallery_sessions_open"] = new EditedElsewhere(),
        ["pk_photo_selections"] = new EditedElsewhere(),
        ["ux_delivery_downloads_nth"] = new EditedElsewhere(),
        ["ux_customer_tasks_rule"] = new EditedElsewhere(),
        ["ux_payments_transaction_id"] = new TransactionBooked(),
        ["ux_cash_receipts_payment"] = new ReceiptExists(),
        ["payments_refund_within_paid"] = new EditedElsewhere(),
        ["ux_list_items_name"] = new NameTaken(),
        ["ux_partners_name"] = new NameTaken(),
        ["ux_saved_views_name"] = new NameTaken(),
        ["ux_venues_name"] = new NameTaken(),
        ["ux_gear_items_name"] = new NameTaken(),
        ["ex_gear_bookings_no_overlap"] = new GearOverlaps(),
        ["ux_memory_cards_label"] = new NameTaken(),
        ["ux_memory_card_copies_place"] = new NameTaken(),
        ["ux_rooms_name"] = new NameTaken(),
        ["ex_shooting_schedules_room"] = new RoomOverlaps(),
        ["pk_studio_holidays"] = new EditedElsewhere(),
        ["pk_partner_commissions"] = new EditedElsewhere(),
        ["ux_calendar_feeds_open_person"] = new FeedIsOpen(),
        ["ux_calendar_feeds_open_room"] = new FeedIsOpen(),
        ["ux_calendar_feeds_open_studio"] = new FeedIsOpen(),
    };

    public static Refusal? Of(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure ? new EditedElsewhere()
        : exception.ConstraintName is { } name ? ByConstraint.GetValueOrDefault(name)
        : null;
}
