using System.Globalization;
using MindGraphy.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [PdfCases.Worker, var papers])
{
    PdfCases.Draw(int.Parse(papers, CultureInfo.InvariantCulture));
    return 0;
}

if (BenchOrder.Parse(args) is not { } order)
{
    Console.Out.WriteLine("Use: dotnet run -c Release --project MindGraphy.Bench -- all | CASE... [--quick] [--photos N]");
    Console.Out.WriteLine("Cases: " + string.Join(", ", BenchTable.Cases.Select(c => c.Name)));
    return 2;
}

await using var scene = new BenchScene(order);
foreach (var bench in BenchTable.Cases.Where(c => order.Names.Contains("all") || order.Names.Contains(c.Name)))
{
    Console.Out.WriteLine((await bench.RunAsync(scene)).Line(bench.Name));
}

return 0;
