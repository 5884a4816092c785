namespace MindGraphy.Data.Photos;

/// <summary>What the tables of photos promise beside their columns, as the migration writes it.</summary>
internal static class PhotoSql
{
    /// <summary>Functions and triggers.</summary>
    public const string Up = """
        UPDATE photos p SET recorded_at = p.taken_at WHERE p.taken_at IS NOT NULL;
        UPDATE photos p SET folder = regexp_replace(u.relative_path, '/?[^/]*$', '') FROM upload_sessions u WHERE u.id = p.id AND u.relative_path LIKE '%/%';

        CREATE FUNCTION photo_sort_key(taken timestamptz, name text, camera text) RETURNS text LANGUAGE sql STABLE AS $$
            SELECT coalesce(to_char(taken AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSMS'), '99999999999999999') || ' ' || name || coalesce(' ' || camera, '')
        $$;

        CREATE FUNCTION photos_file_name_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'The camera''s file name of a photo is written once.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'photos_file_name_stays';
        END $$;
        CREATE TRIGGER photos_file_name_stays BEFORE UPDATE OF file_name ON photos
            FOR EACH ROW WHEN (OLD.file_name IS DISTINCT FROM NEW.file_name) EXECUTE FUNCTION photos_file_name_stays();

        CREATE FUNCTION ask_to_arrange(albums uuid[]) RETURNS void LANGUAGE sql AS $$
            INSERT INTO album_arrangements AS a (album_id, revision, asked_at)
                SELECT id, 1, now() FROM photo_albums WHERE id = ANY (albums) ORDER BY id
            ON CONFLICT (album_id) DO UPDATE SET revision = a.revision + 1, asked_at = now()
        $$;

        CREATE FUNCTION photos_gone() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM ask_to_arrange(ARRAY(SELECT DISTINCT album_id FROM gone WHERE ready_at IS NOT NULL));
            RETURN NULL;
        END $$;
        CREATE TRIGGER photos_gone AFTER DELETE ON photos REFERENCING OLD TABLE AS gone
            FOR EACH STATEMENT EXECUTE FUNCTION photos_gone();

        CREATE FUNCTION photos_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            albums uuid[];
        BEGIN
            SELECT array_agg(DISTINCT album) INTO albums
            FROM was JOIN now_is USING (id), LATERAL unnest(ARRAY[was.album_id, now_is.album_id]) AS album
            WHERE was.album_id IS DISTINCT FROM now_is.album_id OR was.ready_at IS DISTINCT FROM now_is.ready_at
                OR was.taken_at IS DISTINCT FROM now_is.taken_at;
            IF albums IS NOT NULL THEN
                PERFORM ask_to_arrange(albums);
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER photos_changed AFTER UPDATE ON photos REFERENCING OLD TABLE AS was NEW TABLE AS now_is
            FOR EACH STATEMENT EXECUTE FUNCTION photos_changed();
        """;

    /// <summary>Takes them away again.</summary>
    public const string Down = """
        DROP TRIGGER photos_changed ON photos;
        DROP TRIGGER photos_gone ON photos;
        DROP TRIGGER photos_file_name_stays ON photos;
        DROP FUNCTION photos_changed(), photos_gone(), ask_to_arrange(uuid[]), photos_file_name_stays(), photo_sort_key(timestamptz, text, text);
        """;
}
