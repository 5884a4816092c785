using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class KeepWhatTheLawKeeps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Contracts and records of payment are kept five years (전자상거래법 시행령 제6조). The cascades of the schema stay for real disposal
            // afterwards; until then the database itself refuses, whoever asks. The application anonymises instead.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION keep_signed_contracts() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD.signed_at IS NOT NULL AND OLD.signed_at > now() - interval '5 years' THEN
                        RAISE EXCEPTION 'contract % is inside its legal keeping period', OLD.contract_number
                            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'keep_signed_contracts';
                    END IF;
                    RETURN OLD;
                END $$;
                CREATE TRIGGER keep_signed_contracts BEFORE DELETE ON contracts FOR EACH ROW EXECUTE FUNCTION keep_signed_contracts();

                CREATE FUNCTION keep_received_payments() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD.payment_status IN ('completed', 'refunded') AND COALESCE(OLD.payment_date, OLD.created_at) > now() - interval '5 years' THEN
                        RAISE EXCEPTION 'payment % is inside its legal keeping period', OLD.id
                            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'keep_received_payments';
                    END IF;
                    RETURN OLD;
                END $$;
                CREATE TRIGGER keep_received_payments BEFORE DELETE ON payments FOR EACH ROW EXECUTE FUNCTION keep_received_payments();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER keep_received_payments ON payments;
                DROP FUNCTION keep_received_payments();
                DROP TRIGGER keep_signed_contracts ON contracts;
                DROP FUNCTION keep_signed_contracts();
                """
            );
        }
    }
}
