using ChatCommerce.Benchmarks;

if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

await Benchmarks.Run(options);
return 0;
