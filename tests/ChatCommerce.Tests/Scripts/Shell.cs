using System.Diagnostics;
using ChatCommerce.Tests.Demo;

namespace ChatCommerce.Tests.Scripts;

/// <summary>Runs a line of bash in the root of the repository, as the project's commands do.</summary>
internal static class Shell
{
    public static async Task<Said> Run(string line, string input = "")
    {
        var start = new ProcessStartInfo("bash", ["-c", line])
        {
            WorkingDirectory = DemoFiles.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        return new Said(process.ExitCode, (await output).Trim(), (await errors).Trim());
    }
}

internal sealed record Said(int Code, string Output, string Errors);
