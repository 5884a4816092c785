namespace MindGraphy.Data.Schedules;

/// <summary>
/// What the model can't say of the calendar. A booking that knowingly stands beside another (<c>overlap_allowed</c>) is left out of the exclusion
/// constraint, so a trigger keeps everybody else out of its time: it waits for the person's turn, as the application does, and then looks.
/// </summary>
public static class CrewSql
{
    /// <summary>The constraint without what was allowed, the trigger, the crews that were booked before, and the right to overbook.</summary>
    public const string Up = """
        ALTER TABLE person_bookings DROP CONSTRAINT ex_person_bookings_no_overlap;
        ALTER TABLE person_bookings ADD CONSTRAINT ex_person_bookings_no_overlap
            EXCLUDE USING gist (person_id WITH =, busy WITH &&) WHERE (status <> 'cancelled' AND NOT overlap_allowed);
        CREATE INDEX ix_person_bookings_allowed ON person_bookings (person_id) WHERE overlap_allowed AND status = 'booked';

        -- The same key as ScheduleRepository.LockKey: the last four bytes of the id.
        CREATE FUNCTION person_turn(person uuid) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT get_byte(uuid_send(person), 12) | (get_byte(uuid_send(person), 13) << 8)
                | (get_byte(uuid_send(person), 14) << 16) | (get_byte(uuid_send(person), 15) << 24)
        $$;

        CREATE FUNCTION person_bookings_beside_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(1346720339, person_turn(NEW.person_id));
            IF NOT NEW.overlap_allowed AND EXISTS (
                SELECT 1 FROM person_bookings b
                WHERE b.person_id = NEW.person_id AND b.id <> NEW.id AND b.status = 'booked' AND b.overlap_allowed
                    AND b.busy_from < NEW.busy_to AND b.busy_to > NEW.busy_from
            ) THEN
                RAISE EXCEPTION 'person is booked' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'ex_person_bookings_no_overlap';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER person_bookings_beside_allowed BEFORE INSERT OR UPDATE OF person_id, busy_from, busy_to, status, overlap_allowed
            ON person_bookings FOR EACH ROW WHEN (NEW.status = 'booked') EXECUTE FUNCTION person_bookings_beside_allowed();

        INSERT INTO schedule_assignments (schedule_id, person_id, is_main, answer, created_at)
        SELECT s.id, p.id, p.id = s.photographer_id, 'asked', s.created_at
        FROM shooting_schedules s
        CROSS JOIN LATERAL (SELECT s.photographer_id AS id UNION SELECT unnest(s.assistant_ids)) p
        JOIN users u ON u.id = p.id
        ON CONFLICT DO NOTHING;

        INSERT INTO role_permissions (role, permission)
            SELECT p.role, 'calendar.override' FROM role_permissions p WHERE p.permission = 'calendar' ON CONFLICT DO NOTHING;
        """;

    /// <summary>Puts the former constraint back. It can only stand again where nothing overlaps.</summary>
    public const string Down = """
        DELETE FROM role_permissions WHERE permission = 'calendar.override';
        DROP TRIGGER person_bookings_beside_allowed ON person_bookings;
        DROP FUNCTION person_bookings_beside_allowed();
        DROP FUNCTION person_turn(uuid);
        DROP INDEX ix_person_bookings_allowed;
        ALTER TABLE person_bookings DROP CONSTRAINT ex_person_bookings_no_overlap;
        ALTER TABLE person_bookings ADD CONSTRAINT ex_person_bookings_no_overlap
            EXCLUDE USING gist (person_id WITH =, busy WITH &&) WHERE (status <> 'cancelled');
        """;
}
