using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MindGraphy.Domain.Common;
using Xunit;

namespace MindGraphy.Tests.Domain.Common;

/// <summary>The fourteen status tables, and the page that is printed from them.</summary>
public sealed class StatusFlowTests
{
    private static readonly string[] InOrder =
    [
        "LeadFlow",
        "QuoteFlow",
        "ContractFlow",
        "PaymentFlow",
        "ProjectFlow",
        "ShootFlow",
        "SwapFlow",
        "SubstitutionFlow",
        "LeaveFlow",
        "UploadFlow",
        "EditFlow",
        "ProofFlow",
        "EditingFlow",
        "RevisionFlow",
        "AlbumOrderFlow",
        "AlbumRoundFlow",
        "DeliveryFlow",
        "VerificationFlow",
        "NoticeFlow",
        "ImportFlow",
        "BankEntryFlow",
    ];

    private static Dictionary<string, IStatusFlow> Flows { get; } =
        typeof(IStatusFlow)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => typeof(IStatusFlow).IsAssignableFrom(f.FieldType))
            .ToDictionary(f => f.DeclaringType!.Name, f => (IStatusFlow)f.GetValue(null)!);

    [Fact]
    public void Every_table_has_its_place_on_the_page() => Assert.Equal(InOrder.Order(), Flows.Keys.Order());

    [Fact]
    public void Every_status_can_be_reached_from_the_first()
    {
        foreach (var (name, flow) in Flows)
        {
            var reached = new HashSet<string> { Enum.GetNames(flow.Status)[0] };
            while (flow.Rows.Any(r => reached.Contains(r.From) && reached.Add(r.To))) { }

            Assert.Equal(Enum.GetNames(flow.Status).Order(), reached.Order());
            Assert.DoesNotContain(flow.Rows, r => r.From == r.To);
            Assert.NotEmpty(name);
        }
    }

    [Fact]
    public void The_printed_page_is_not_stale()
    {
        var file = Path.Combine(Root(), "docs", "status-flows.md");
        var printed = Print();
        if (Environment.GetEnvironmentVariable("MINDGRAPHY_PRINT_DOCS") == "1")
        {
            File.WriteAllText(file, printed);
        }

        Assert.Equal(
            printed,
            File.Exists(file) ? File.ReadAllText(file) : "(docs/status-flows.md is missing; set MINDGRAPHY_PRINT_DOCS=1 and run this test)"
        );
    }

    private static string Print()
    {
        var page = new StringBuilder();
        page.Append(
            "# Status flows\n\nPrinted from the tables in `MindGraphy.Domain` by `StatusFlowTests`; a stale page fails the tests.\n"
        );
        page.Append("Print it anew with `MINDGRAPHY_PRINT_DOCS=1 ./test --filter-class MindGraphy.Tests.Domain.Common.StatusFlowTests`.\n");
        page.Append("\"fact\" marks a move that only a fact makes; \"reason\" means that a person has to say why.\n");
        foreach (var name in InOrder)
        {
            var flow = Flows[name];
            page.Append(CultureInfo.InvariantCulture, $"\n## {flow.Status.Name}\n\n```mermaid\nstateDiagram-v2\n");
            page.Append(CultureInfo.InvariantCulture, $"    [*] --> {Enum.GetNames(flow.Status)[0]}\n");
            foreach (var (from, to, by, reason) in flow.Rows)
            {
                var label = (by == MoveBy.Fact ? "fact" : "by hand") + (reason ? ", reason" : "");
                page.Append(CultureInfo.InvariantCulture, $"    {from} --> {to}: {label}\n");
            }

            page.Append("```\n\n");
            foreach (var value in Enum.GetValues(flow.Status).Cast<Enum>())
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"- `{value}`: {Words.Of(value, CultureInfo.GetCultureInfo("ko"))} · {Words.Of(value, CultureInfo.GetCultureInfo("en"))}\n"
                );
            }
        }

        return page.ToString();
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
