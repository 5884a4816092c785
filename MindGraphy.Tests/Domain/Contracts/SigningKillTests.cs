using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>
/// The server's process is killed before and after every statement that signing writes, one place after the other: nothing of a signature that
/// was not acknowledged is there, and whoever tries again signs as if nothing had been.
/// </summary>
public sealed class SigningKillTests(MigratedTemplate template) : ContractTest(template)
{
    // Everything that is written when the last person signs and the contract comes into force.
    private static readonly string[] Written =
    [
        "contracts",
        "contract_signers",
        "contract_events",
        "payment_plan_lines",
        "customers",
        "consents",
        "stage_history",
        "idempotency_keys",
        "notifications",
        "outbox_messages",
    ];

    [Fact]
    public async Task Killed_between_any_two_statements_signing_leaves_no_half_state()
    {
        await ScalarAsync<object?>(
            """
            CREATE SEQUENCE kill_count;
            CREATE TABLE kill_at (place bigint);
            CREATE FUNCTION kill_here() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                -- A sequence counts on whatever becomes of the transaction.
                IF nextval('kill_count') = (SELECT place FROM kill_at) THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
                RETURN NULL;
            END $$;
            """
        );
        foreach (var table in Written)
        {
            foreach (var moment in (string[])["BEFORE", "AFTER"])
            {
                await ScalarAsync<object?>(
                    $"CREATE TRIGGER kill_{moment} {moment} INSERT OR UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION kill_here()"
                );
            }
        }

        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Done(await PayAsync(id, PaymentType.Deposit));
        var kills = 0;
        foreach (var (who, isLast) in new[] { (Bride(couple), false), (Groom(couple), true) })
        {
            var given = await DrawnAsync(who, id);
            var before = await StateAsync(id);
            for (var place = 1; ; place++)
            {
                await ScalarAsync<object?>(
                    $"DELETE FROM kill_at; INSERT INTO kill_at VALUES ({place}); SELECT setval('kill_count', 1, false)"
                );
                if (await SignedAsync(who, id, given))
                {
                    break;
                }

                kills++;
                Assert.Equal(before, await StateAsync(id));
            }

            await ScalarAsync<object?>("DELETE FROM kill_at");
            var sheet = await SheetAsync(id);
            Assert.Null(sheet.BrokenAt);
            Assert.Equal(isLast ? ContractStatus.Active : ContractStatus.Sent, sheet.Row.Status);
        }

        Assert.Single(await OutboxAsync<SealContract>());
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM idempotency_keys WHERE scope = 'contract.sign'"));

        // More places than the fifty that are asked for.
        Assert.InRange(kills, 30, 500);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills");
    }

    private async Task<bool> SignedAsync(Actor who, Guid id, GivenSignature given)
    {
        try
        {
            Done(await Signing.SignAsync(who, id, given, "sign " + who.ContactId, Ct));
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or Microsoft.EntityFrameworkCore.DbUpdateException or InvalidOperationException)
        {
            return false;
        }
    }

    private Task<string> StateAsync(Guid id) =>
        ScalarAsync<string>(
            """
            SELECT concat_ws(' ', k.contract_status, k.signed_at, k.signature_url, k.pdf_url, k.to_return,
                (SELECT string_agg(concat(s.position, s.signed_at, s.version_id, s.identity_at), ',' ORDER BY s.position) FROM contract_signers s WHERE s.contract_id = k.id),
                (SELECT count(*) || max(e.hash) FROM contract_events e WHERE e.contract_id = k.id),
                (SELECT string_agg(concat(l.due_on, l.paid), ',' ORDER BY l.position) FROM payment_plan_lines l WHERE l.contract_id = k.id),
                (SELECT lead_status FROM customers c WHERE c.id = k.customer_id),
                (SELECT count(*) FROM consents), (SELECT count(*) FROM stage_history), (SELECT count(*) FROM notifications),
                (SELECT count(*) FROM outbox_messages), (SELECT count(*) FROM idempotency_keys))
            FROM contracts k WHERE k.id = $1
            """,
            id
        );
}
