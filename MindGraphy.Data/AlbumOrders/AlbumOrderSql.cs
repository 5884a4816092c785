namespace MindGraphy.Data.AlbumOrders;

/// <summary>What the model can't say of albums: what a couple approved is what is printed, whoever writes to the tables.</summary>
public static class AlbumOrderSql
{
    /// <summary>Freezes approved orders with their rounds, spreads and notes.</summary>
    public const string Up = """
        CREATE FUNCTION album_orders_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.approved_at IS NOT NULL AND
                (NEW.id, NEW.project_id, NEW.title, NEW.size, NEW.pages, NEW.couple_copies, NEW.groom_family_copies, NEW.bride_family_copies,
                    NEW.included_pages, NEW.included_copies, NEW.included_rounds, NEW.page_won, NEW.copy_won, NEW.approved_at)
                    IS DISTINCT FROM
                (OLD.id, OLD.project_id, OLD.title, OLD.size, OLD.pages, OLD.couple_copies, OLD.groom_family_copies, OLD.bride_family_copies,
                    OLD.included_pages, OLD.included_copies, OLD.included_rounds, OLD.page_won, OLD.copy_won, OLD.approved_at)
            THEN
                RAISE EXCEPTION 'album order % was approved', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'album_orders_frozen';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER album_orders_frozen BEFORE UPDATE ON album_orders FOR EACH ROW EXECUTE FUNCTION album_orders_frozen();

        -- Waits for whoever approves it in this moment. An order that goes away takes its parts along: then there is none to ask.
        CREATE FUNCTION album_order_is_frozen(asked uuid) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM album_orders WHERE id = asked AND approved_at IS NOT NULL FOR SHARE;
            RETURN FOUND;
        END $$;

        -- An open round is closed in the transaction that approves. Who answered may be forgotten, what was shown and said may not.
        CREATE FUNCTION album_rounds_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND (NEW.id, NEW.order_id, NEW.number, NEW.pdf_key, NEW.pdf_sha256, NEW.message, NEW.sent_at)
                    IS NOT DISTINCT FROM (OLD.id, OLD.order_id, OLD.number, OLD.pdf_key, OLD.pdf_sha256, OLD.message, OLD.sent_at)
                AND (NEW.status = OLD.status OR OLD.status = 'sent' AND NEW.status = 'approved' OR OLD.status = 'preparing' AND NEW.status = 'retired')
            THEN
                RETURN NEW;
            END IF;
            IF album_order_is_frozen(CASE WHEN TG_OP = 'INSERT' THEN NEW.order_id ELSE OLD.order_id END) THEN
                RAISE EXCEPTION 'the album order of a round was approved' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'album_orders_frozen';
            END IF;
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END $$;
        CREATE TRIGGER album_rounds_frozen BEFORE INSERT OR UPDATE OR DELETE ON album_rounds FOR EACH ROW EXECUTE FUNCTION album_rounds_frozen();

        CREATE FUNCTION album_parts_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF album_order_is_frozen((SELECT r.order_id FROM album_rounds r WHERE r.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.round_id ELSE OLD.round_id END)) THEN
                RAISE EXCEPTION 'the album order of a spread was approved' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'album_orders_frozen';
            END IF;
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END $$;
        CREATE TRIGGER album_spreads_frozen BEFORE INSERT OR UPDATE OR DELETE ON album_spreads FOR EACH ROW EXECUTE FUNCTION album_parts_frozen();
        CREATE TRIGGER album_notes_frozen BEFORE INSERT OR DELETE OR UPDATE OF id, round_id, spread_id, text, pin_x, pin_y, answer, reason
            ON album_notes FOR EACH ROW EXECUTE FUNCTION album_parts_frozen();
        """;

    /// <summary>Lets go of them.</summary>
    public const string Down = """
        DROP TRIGGER album_notes_frozen ON album_notes;
        DROP TRIGGER album_spreads_frozen ON album_spreads;
        DROP FUNCTION album_parts_frozen();
        DROP TRIGGER album_rounds_frozen ON album_rounds;
        DROP FUNCTION album_rounds_frozen();
        DROP FUNCTION album_order_is_frozen(uuid);
        DROP TRIGGER album_orders_frozen ON album_orders;
        DROP FUNCTION album_orders_frozen();
        """;
}
