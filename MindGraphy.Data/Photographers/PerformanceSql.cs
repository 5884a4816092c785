namespace MindGraphy.Data.Photographers;

/// <summary>
/// How a project went for a photographer is written by the database whenever one of its facts changes: a shoot is completed, somebody checks in,
/// a couple answers the survey, a final album grows, something has to be photographed again. Nothing of it is typed, so nothing of it can drift,
/// and a photographer's rating and number of projects follow from it in the same transaction.
/// </summary>
public static class PerformanceSql
{
    /// <summary>The functions, their triggers, the fee that comes from the profile, and what is known from before.</summary>
    public const string Up = """
        -- Only completed shoots count. Who led a project answers for its pictures, its rating and what had to be done again; everybody for coming in time.
        CREATE FUNCTION measure_performance(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            IF coalesce(cardinality(changed), 0) = 0 THEN
                RETURN;
            END IF;
            -- Two facts of one project at once: the second waits here, and its next statement sees the first. By a lock of its own, because an
            -- upload holds its album's row by now; in one order, so that two that change many never wait for each other.
            PERFORM pg_advisory_xact_lock(hashtextextended(s.id::text, 7)) FROM (SELECT DISTINCT u AS id FROM unnest(changed) u ORDER BY u) s;
            DELETE FROM photographer_performance f WHERE f.project_id = ANY(changed) AND NOT EXISTS (
                SELECT 1 FROM shooting_schedules s JOIN schedule_assignments a ON a.schedule_id = s.id JOIN photographers p ON p.user_id = a.person_id
                WHERE s.project_id = f.project_id AND s.status = 'completed' AND p.id = f.photographer_id);
            INSERT INTO photographer_performance AS f
                (id, photographer_id, project_id, client_rating, on_time, photos_delivered, retake_required, shot_at, created_at)
            SELECT gen_random_uuid(), x.photographer_id, x.project_id,
                CASE WHEN x.led THEN (
                    SELECT v.photographer_rating FROM satisfaction_surveys v
                    WHERE v.project_id = x.project_id AND v.photographer_rating BETWEEN 1 AND 5 ORDER BY v.submitted_at DESC, v.id DESC LIMIT 1) END,
                x.on_time,
                CASE WHEN x.led THEN (SELECT sum(b.total_photos)::int FROM photo_albums b WHERE b.project_id = x.project_id AND b.album_type = 'final') END,
                x.again, x.shot_at, now()
            FROM (
                SELECT p.id AS photographer_id, s.project_id, bool_or(a.is_main) AS led,
                    bool_and(a.checked_in_at <= s.start_time) FILTER (WHERE a.checked_in_at IS NOT NULL) AS on_time,
                    bool_or(a.is_main AND s.retake_reason IS NOT NULL) AS again, max(s.start_time) AS shot_at
                FROM shooting_schedules s JOIN schedule_assignments a ON a.schedule_id = s.id JOIN photographers p ON p.user_id = a.person_id
                WHERE s.project_id = ANY(changed) AND s.status = 'completed'
                GROUP BY p.id, s.project_id
            ) x
            ORDER BY x.photographer_id, x.project_id
            ON CONFLICT (photographer_id, project_id) DO UPDATE SET client_rating = excluded.client_rating, on_time = excluded.on_time,
                photos_delivered = excluded.photos_delivered, retake_required = excluded.retake_required, shot_at = excluded.shot_at
            WHERE (f.client_rating, f.on_time, f.photos_delivered, f.retake_required, f.shot_at)
                IS DISTINCT FROM (excluded.client_rating, excluded.on_time, excluded.photos_delivered, excluded.retake_required, excluded.shot_at);
        END $$;

        CREATE FUNCTION measure_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM measure_performance(ARRAY(
                SELECT DISTINCT s.project_id FROM changed c JOIN shooting_schedules s ON s.id = c.schedule_id WHERE s.status = 'completed'));
            RETURN NULL;
        END $$;
        CREATE TRIGGER measure_assignments_in AFTER INSERT ON schedule_assignments
            REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION measure_assignments();
        CREATE TRIGGER measure_assignments_on AFTER UPDATE ON schedule_assignments
            REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION measure_assignments();
        CREATE TRIGGER measure_assignments_out AFTER DELETE ON schedule_assignments
            REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION measure_assignments();

        CREATE FUNCTION measure_shoots() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM measure_performance(ARRAY(
                SELECT DISTINCT c.project_id FROM changed c JOIN former o ON o.id = c.id
                WHERE 'completed' IN (c.status, o.status)
                    AND (c.status, c.start_time, c.retake_reason) IS DISTINCT FROM (o.status, o.start_time, o.retake_reason)));
            RETURN NULL;
        END $$;
        CREATE TRIGGER measure_shoots_on AFTER UPDATE ON shooting_schedules
            REFERENCING OLD TABLE AS former NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION measure_shoots();

        CREATE FUNCTION measure_lost_shoots() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM measure_performance(ARRAY(SELECT DISTINCT project_id FROM changed WHERE status = 'completed'));
            RETURN NULL;
        END $$;
        CREATE TRIGGER measure_shoots_out AFTER DELETE ON shooting_schedules
            REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION measure_lost_shoots();

        CREATE FUNCTION measure_one() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM measure_performance(ARRAY[CASE WHEN TG_OP = 'DELETE' THEN OLD.project_id ELSE NEW.project_id END]);
            RETURN NULL;
        END $$;
        CREATE TRIGGER measure_surveys AFTER INSERT OR UPDATE OR DELETE ON satisfaction_surveys FOR EACH ROW EXECUTE FUNCTION measure_one();
        CREATE TRIGGER measure_albums AFTER INSERT OR UPDATE OF total_photos, album_type ON photo_albums
            FOR EACH ROW WHEN (NEW.album_type = 'final') EXECUTE FUNCTION measure_one();

        -- An account may photograph before anybody writes its profile: what it did is counted then.
        CREATE FUNCTION measure_newcomers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM measure_performance(ARRAY(
                SELECT DISTINCT s.project_id FROM schedule_assignments a JOIN shooting_schedules s ON s.id = a.schedule_id
                WHERE a.person_id = NEW.user_id AND s.status = 'completed'));
            RETURN NULL;
        END $$;
        CREATE TRIGGER measure_newcomers AFTER INSERT ON photographers FOR EACH ROW EXECUTE FUNCTION measure_newcomers();

        -- The rows are locked first: who counts after somebody else's commit counts what that one wrote.
        CREATE FUNCTION derive_photographers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM photographers WHERE id IN (SELECT photographer_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
            UPDATE photographers p SET rating = x.rating, total_projects = x.projects
            FROM (
                SELECT q.id, avg(f.client_rating)::numeric(3, 2) AS rating, count(f.id)::int AS projects
                FROM photographers q LEFT JOIN photographer_performance f ON f.photographer_id = q.id
                WHERE q.id IN (SELECT photographer_id FROM changed) GROUP BY q.id
            ) x
            WHERE p.id = x.id AND (p.rating, p.total_projects) IS DISTINCT FROM (x.rating, x.projects);
            RETURN NULL;
        END $$;
        CREATE TRIGGER derive_photographers_in AFTER INSERT ON photographer_performance
            REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION derive_photographers();
        CREATE TRIGGER derive_photographers_on AFTER UPDATE ON photographer_performance
            REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION derive_photographers();
        CREATE TRIGGER derive_photographers_out AFTER DELETE ON photographer_performance
            REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION derive_photographers();

        -- What an outsourced photographer is paid for a shoot is what their profile says on the day they come into its crew.
        CREATE FUNCTION assignment_fee() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.fee := (SELECT p.fee FROM photographers p WHERE p.user_id = NEW.person_id AND p.is_outsourced);
            RETURN NEW;
        END $$;
        CREATE TRIGGER assignment_fee BEFORE INSERT ON schedule_assignments
            FOR EACH ROW WHEN (NEW.fee IS NULL) EXECUTE FUNCTION assignment_fee();

        SELECT measure_performance(ARRAY(SELECT DISTINCT project_id FROM shooting_schedules WHERE status = 'completed'));
        """;

    /// <summary>One row a photographer and project, before the index that says so.</summary>
    public const string Single = """
        DELETE FROM photographer_performance a USING photographer_performance b
        WHERE a.photographer_id = b.photographer_id AND a.project_id = b.project_id AND a.id > b.id;
        """;

    /// <summary>Takes them away; the rows stay.</summary>
    public const string Down = """
        DROP TRIGGER assignment_fee ON schedule_assignments;
        DROP TRIGGER measure_assignments_in ON schedule_assignments;
        DROP TRIGGER measure_assignments_on ON schedule_assignments;
        DROP TRIGGER measure_assignments_out ON schedule_assignments;
        DROP TRIGGER measure_shoots_on ON shooting_schedules;
        DROP TRIGGER measure_shoots_out ON shooting_schedules;
        DROP TRIGGER measure_surveys ON satisfaction_surveys;
        DROP TRIGGER measure_albums ON photo_albums;
        DROP TRIGGER measure_newcomers ON photographers;
        DROP TRIGGER derive_photographers_in ON photographer_performance;
        DROP TRIGGER derive_photographers_on ON photographer_performance;
        DROP TRIGGER derive_photographers_out ON photographer_performance;
        DROP FUNCTION assignment_fee();
        DROP FUNCTION measure_assignments();
        DROP FUNCTION measure_shoots();
        DROP FUNCTION measure_lost_shoots();
        DROP FUNCTION measure_one();
        DROP FUNCTION measure_newcomers();
        DROP FUNCTION derive_photographers();
        DROP FUNCTION measure_performance(uuid[]);
        """;
}
