using ChatCommerce.Benchmarks.Search;

foreach (var row in await SearchBench.Run(args))
{
    Console.WriteLine($"{row.Name,-70} {row.Value,10:F3} {row.Unit,-3} {row.Bar,-9} {(row.Ok ? "ok" : "MISSED")}");
}

return 0;
