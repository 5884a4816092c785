namespace MindGraphy.Data.Contracts;

/// <summary>
/// What the model can't say of money: the ledger only grows, a refund never exceeds what came, and the lines of the guideline for settling
/// consumer disputes as they were read. Contracts from before get the plan that their columns say, and expected payments become its lines.
/// </summary>
public static class MoneySql
{
    /// <summary>Fills the new tables, then closes the ledger.</summary>
    public const string Up = """
        UPDATE payments SET depositor = left(notes, 100), notes = NULL WHERE notes IS NOT NULL;

        INSERT INTO payment_plan_lines (id, contract_id, kind, amount_rule, amount_value, due_rule, due_days, amount, due_on, position, paid, created_at)
        SELECT gen_random_uuid(), k.id, 'deposit'::plan_line_kind, 'fixed'::plan_amount, k.deposit_amount, 'after_signing'::plan_due, 3, k.deposit_amount,
            (k.signed_at AT TIME ZONE 'Asia/Seoul')::date + 3, 1, least(k.deposit_amount, s.paid), k.created_at
        FROM contracts k, LATERAL (
            SELECT coalesce(sum(CASE WHEN p.payment_type = 'refund' THEN -p.amount ELSE p.amount END), 0) AS paid
            FROM payments p WHERE p.contract_id = k.id AND p.payment_status IN ('completed', 'refunded')) s
        WHERE k.deposit_amount > 0
        UNION ALL
        SELECT gen_random_uuid(), k.id, 'balance', 'rest', 0, 'before_shoot', 7, k.balance_amount, k.wedding_date - 7,
            CASE WHEN k.deposit_amount > 0 THEN 2 ELSE 1 END, least(k.balance_amount, greatest(s.paid - k.deposit_amount, 0)), k.created_at
        FROM contracts k, LATERAL (
            SELECT coalesce(sum(CASE WHEN p.payment_type = 'refund' THEN -p.amount ELSE p.amount END), 0) AS paid
            FROM payments p WHERE p.contract_id = k.id AND p.payment_status IN ('completed', 'refunded')) s
        WHERE k.balance_amount > 0;

        DELETE FROM payments WHERE payment_status = 'pending' AND payment_type IN ('deposit', 'balance');

        -- What came for a contract that was called off before settlements were kept is nobody's to give back by itself.
        UPDATE contracts k SET kept = greatest(0, (
            SELECT coalesce(sum(CASE WHEN p.payment_type = 'refund' THEN -p.amount ELSE p.amount END), 0)
            FROM payments p WHERE p.contract_id = k.id AND p.payment_status IN ('completed', 'refunded')))
        WHERE k.contract_status = 'cancelled';

        CREATE FUNCTION payments_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.payment_status IN ('completed', 'refunded') AND (
                (NEW.id, NEW.contract_id, NEW.payment_type, NEW.amount, NEW.payment_method, NEW.payment_date, NEW.transaction_id, NEW.depositor, NEW.created_at)
                    IS DISTINCT FROM
                (OLD.id, OLD.contract_id, OLD.payment_type, OLD.amount, OLD.payment_method, OLD.payment_date, OLD.transaction_id, OLD.depositor, OLD.created_at)
                OR NEW.payment_status NOT IN ('completed', 'refunded')
            ) THEN
                RAISE EXCEPTION 'payment % is booked: it is put right by a row of its own', OLD.id
                    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payments_stay';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER payments_stay BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION payments_stay();

        CREATE FUNCTION payments_refund_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- Two refunds of one contract come one after the other, whoever books them.
            PERFORM 1 FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
            IF (
                SELECT coalesce(sum(CASE WHEN payment_type = 'refund' THEN -amount ELSE amount END), 0)
                FROM payments WHERE contract_id = NEW.contract_id
                    AND (payment_status = 'completed' OR payment_status = 'refunded' AND payment_type <> 'refund')
            ) < 0 THEN
                RAISE EXCEPTION 'refund % is more than was paid', NEW.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_refund_within_paid';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER payments_refund_within_paid AFTER INSERT OR UPDATE ON payments
            FOR EACH ROW WHEN (NEW.payment_type = 'refund') EXECUTE FUNCTION payments_refund_within_paid();

        -- 소비자분쟁해결기준. Photography has no line for the studio's doing: it was not found, and none is better than a wrong one.
        INSERT INTO refund_rules (id, trade, cause, stage, most_days, least_days, percent, effective_from, source) VALUES
            (gen_random_uuid(), 'photography', 'couple', 'before_start', NULL, NULL, 10, '2010-01-01', '소비자분쟁해결기준 사진현상 및 촬영업(기념사진), 한국소비자원 2024년 사례'),
            (gen_random_uuid(), 'photography', 'couple', 'after_start', NULL, NULL, 10, '2010-01-01', '소비자분쟁해결기준 사진현상 및 촬영업(기념사진), 한국소비자원 2024년 사례'),
            (gen_random_uuid(), 'agency', 'couple', 'before_start', NULL, NULL, 10, '2016-01-01', '결혼준비대행업 약관 시정(공정거래위원회 2016), 한국소비자원 2023년 사례'),
            (gen_random_uuid(), 'agency', 'couple', 'after_start', NULL, NULL, 10, '2016-01-01', '결혼준비대행업 약관 시정(공정거래위원회 2016), 한국소비자원 2023년 사례'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', NULL, 90, 0, '2014-01-01', '소비자분쟁해결기준 예식업(2014)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 89, 60, 10, '2014-01-01', '소비자분쟁해결기준 예식업(2014)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 59, 30, 20, '2014-01-01', '소비자분쟁해결기준 예식업(2014)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 29, 0, 35, '2014-01-01', '소비자분쟁해결기준 예식업(2014)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 29, 10, 40, '2025-12-18', '소비자분쟁해결기준 예식업(2025-12-18 개정)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 9, 1, 50, '2025-12-18', '소비자분쟁해결기준 예식업(2025-12-18 개정)'),
            (gen_random_uuid(), 'hall', 'couple', 'days_before', 0, 0, 70, '2025-12-18', '소비자분쟁해결기준 예식업(2025-12-18 개정)'),
            (gen_random_uuid(), 'hall', 'studio', 'days_before', 29, 0, 70, '2025-12-18', '소비자분쟁해결기준 예식업(2025-12-18 개정)');

        INSERT INTO role_permissions (role, permission)
            SELECT p.role, 'refunds' FROM role_permissions p WHERE p.permission = 'contracts' ON CONFLICT DO NOTHING;
        """;

    /// <summary>Opens the ledger again; the plan's lines become expected payments.</summary>
    public const string Down = """
        DELETE FROM role_permissions WHERE permission = 'refunds';
        DROP TRIGGER payments_refund_within_paid ON payments;
        DROP FUNCTION payments_refund_within_paid();
        DROP TRIGGER payments_stay ON payments;
        DROP FUNCTION payments_stay();
        UPDATE payments SET notes = depositor WHERE notes IS NULL;
        INSERT INTO payments (id, contract_id, payment_type, amount, payment_status)
            SELECT gen_random_uuid(), l.contract_id, CASE l.kind WHEN 'deposit' THEN 'deposit'::payment_type WHEN 'additional' THEN 'additional' ELSE 'balance' END,
                l.amount - l.paid, 'pending'
            FROM payment_plan_lines l WHERE l.paid < l.amount;
        """;
}
