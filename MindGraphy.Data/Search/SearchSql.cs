namespace MindGraphy.Data.Search;

/// <summary>
/// The database's own part of the search. <c>customer_search</c> holds one line of words per couple, kept by triggers, so that no way of
/// writing (a form, an import, COPY, psql) can leave it behind. Every word is indexed at each of its letters by the three letters from there
/// on, and once more by its initial consonants: so one index finds any piece of a word, of two syllables as well as of one or of twenty.
/// The planner takes the functions' little tables for thousands of rows and would compile each call: 16 ms a couple instead of 0.1, so that is off;
/// and it would rather ask the function for each of the newest couples than the index, were the function not said to be dear. Nor may it be shared out: starting a worker takes longer than the whole search.
/// </summary>
public static class SearchSql
{
    /// <summary>Functions, triggers, indexes, and the lines of the couples that are there.</summary>
    public const string Up = """
        CREATE FUNCTION search_terms(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 10000 SET jit = off AS $$
            WITH word AS (SELECT w FROM string_to_table(words, ' ') w WHERE w <> ''),
            piece AS (
                SELECT w AS p FROM word WHERE w !~ '^[#@][0-9]'
                UNION ALL
                SELECT substr(w, 2) FROM word WHERE w ~ '^#[0-9]'
                UNION ALL
                SELECT (
                    SELECT string_agg(
                        CASE WHEN ascii(l) BETWEEN 44032 AND 55203
                            THEN substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (ascii(l) - 44032) / 588 + 1, 1) ELSE l END, '' ORDER BY n)
                    FROM string_to_table(w, NULL) WITH ORDINALITY AS letters(l, n)
                )
                FROM word WHERE w ~ '[가-힣]'
            )
            SELECT array_to_tsvector(coalesce(array_agg(DISTINCT t), '{}'))
            FROM (
                SELECT substr(p, i, 3) AS t FROM piece, generate_series(1, length(p)) i
                UNION ALL
                SELECT '#' || right(w, 4) FROM word WHERE w ~ '^#[0-9]{4}'
                UNION ALL
                SELECT d FROM word, unnest(ARRAY[w, '@' || substr(w, 6), substr(w, 1, 7), '@m' || substr(w, 6, 2)]) d WHERE w ~ '^@[0-9]{8}$'
            ) terms
        $$;

        CREATE FUNCTION customer_search_refresh(ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
        BEGIN
            -- Two who change two people of one couple come one after the other: the second reads what the first wrote.
            PERFORM 1 FROM customer_search s WHERE s.customer_id = ANY (ids) ORDER BY s.customer_id FOR UPDATE;
            DELETE FROM customer_search s USING customers c
            WHERE s.customer_id = ANY (ids) AND c.id = s.customer_id AND c.merged_into_id IS NOT NULL;
            INSERT INTO customer_search AS s (customer_id, words)
            SELECT c.id, (
                SELECT string_agg(DISTINCT v, ' ')
                FROM (
                    SELECT translate(lower(normalize(said, NFKC)), E'\t\n\r', '   ')
                    FROM (
                        SELECT unnest(ARRAY[c.bride_name, c.groom_name, c.wedding_venue, c.email])
                        UNION ALL
                        SELECT unnest(ARRAY[
                            p.name, p.email,
                            p.latin_name
                        ])
                        FROM customer_contacts p WHERE p.customer_id = c.id AND p.removed_at IS NULL
                    ) names(said)
                    WHERE said <> ''
                    UNION ALL
                    SELECT '#' || regexp_replace(regexp_replace(phone, '^\+82', '0'), '\D', '', 'g')
                    FROM (
                        SELECT unnest(ARRAY[c.bride_phone, c.groom_phone])
                        UNION ALL
                        SELECT p.phone FROM customer_contacts p WHERE p.customer_id = c.id AND p.removed_at IS NULL
                    ) phones(phone)
                    WHERE phone ~ '\d'
                    UNION ALL
                    SELECT to_char(c.wedding_date, '"@"YYYYMMDD') WHERE c.wedding_date IS NOT NULL
                ) said(v)
            )
            FROM customers c WHERE c.id = ANY (ids) AND c.merged_into_id IS NULL
            ON CONFLICT (customer_id) DO UPDATE SET words = excluded.words WHERE s.words IS DISTINCT FROM excluded.words;
        END $$;

        CREATE FUNCTION customer_search_written() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- Who copies thousands of couples with their people refreshes each line once, at the end of the copy, instead of once a table.
            IF current_setting('mindgraphy.search_later', true) = 'on' THEN
                RETURN NULL;
            ELSIF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'customers' THEN
                PERFORM customer_search_refresh(array_agg(w.id)) FROM written w;
            ELSIF TG_OP = 'INSERT' THEN
                PERFORM customer_search_refresh(array_agg(DISTINCT w.customer_id)) FROM written w;
            ELSIF TG_TABLE_NAME = 'customers' THEN
                PERFORM customer_search_refresh(ARRAY[NEW.id]);
            ELSIF TG_OP = 'DELETE' THEN
                PERFORM customer_search_refresh(ARRAY[OLD.customer_id]);
            ELSE
                PERFORM customer_search_refresh(ARRAY[OLD.customer_id, NEW.customer_id]);
            END IF;
            RETURN NULL;
        END $$;

        CREATE TRIGGER customer_search_inserted AFTER INSERT ON customers REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION customer_search_written();
        CREATE TRIGGER customer_search_updated
            AFTER UPDATE OF bride_name, groom_name, bride_phone, groom_phone, email, wedding_venue, wedding_date, merged_into_id ON customers
            FOR EACH ROW WHEN (
                (OLD.bride_name, OLD.groom_name, OLD.bride_phone, OLD.groom_phone, OLD.email, OLD.wedding_venue, OLD.wedding_date, OLD.merged_into_id)
                IS DISTINCT FROM
                (NEW.bride_name, NEW.groom_name, NEW.bride_phone, NEW.groom_phone, NEW.email, NEW.wedding_venue, NEW.wedding_date, NEW.merged_into_id)
            )
            EXECUTE FUNCTION customer_search_written();
        CREATE TRIGGER customer_search_inserted AFTER INSERT ON customer_contacts REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION customer_search_written();
        CREATE TRIGGER customer_search_updated AFTER UPDATE OR DELETE ON customer_contacts
            FOR EACH ROW EXECUTE FUNCTION customer_search_written();

        -- A short list of what is not yet in the index keeps every search quick; without statistics the planner takes the index for any text.
        CREATE INDEX ix_customer_search_terms ON customer_search USING gin (search_terms(words)) WITH (gin_pending_list_limit = 512);
        ALTER INDEX ix_customer_search_terms ALTER COLUMN 1 SET STATISTICS 0;
        CREATE INDEX ix_contracts_number_pieces ON contracts USING gin (contract_number gin_trgm_ops);
        CREATE INDEX ix_projects_number_pieces ON projects USING gin (project_number gin_trgm_ops);

        SELECT customer_search_refresh(array_agg(c.id)) FROM customers c;
        """;

    /// <summary>Takes it all back.</summary>
    public const string Down = """
        DROP INDEX ix_projects_number_pieces;
        DROP INDEX ix_contracts_number_pieces;
        DROP TRIGGER customer_search_updated ON customer_contacts;
        DROP TRIGGER customer_search_inserted ON customer_contacts;
        DROP TRIGGER customer_search_updated ON customers;
        DROP TRIGGER customer_search_inserted ON customers;
        DROP FUNCTION customer_search_written();
        DROP FUNCTION customer_search_refresh(uuid[]);
        DROP INDEX ix_customer_search_terms;
        DROP FUNCTION search_terms(text);
        """;
}
