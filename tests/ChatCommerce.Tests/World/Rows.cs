namespace ChatCommerce.Tests.World;

public static class Rows
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the question's first answer is this one.</summary>
    public static async Task Until<T>(this TestDatabase database, string question, T expected)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await database.Ask<T>(question);
            if (found is [var first, ..] && EqualityComparer<T>.Default.Equals(first, expected))
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Never {expected}, at last {string.Join(", ", found)}: {question}");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
