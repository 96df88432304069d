using ChatCommerce.Platform;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class WorkPlacesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly WorkPlaces places = new(2);

    [Fact]
    public async Task No_more_work_at_once_than_there_are_places()
    {
        var (now, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => places.Work(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            return Interlocked.Decrement(ref now);
        }, Ct)));

        most.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Whoever_waits_aside_takes_no_place_and_comes_back_to_one()
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var aside = Enumerable.Range(0, 5).Select(_ => places.Work(() => WorkPlaces.Aside(() => answer.Task), Ct)).ToList();

        (await places.Work(() => Task.FromResult(7), Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(7);

        answer.SetResult("said");
        (await Task.WhenAll(aside)).Should().AllBe("said");
        await Both();
    }

    [Fact]
    public async Task Whoever_comes_back_goes_before_those_who_have_not_begun()
    {
        var (answer, first, second) = (Promise(), Promise(), Promise());
        var aside = places.Work(() => WorkPlaces.Aside(() => answer.Task), Ct);
        var busy = new[] { first, second }.Select(hold => places.Work(() => hold.Task, Ct)).ToList();
        var fresh = places.Work(() => second.Task, Ct);
        answer.SetResult(3);
        await Task.Delay(50, Ct);

        first.SetResult(0);

        (await aside.WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(3, "the one place that became free was its own, though another had waited longer");
        second.SetResult(0);
        await Task.WhenAll([.. busy, fresh]).WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    [Fact]
    public async Task Whoever_goes_ahead_waits_for_nobody_and_takes_the_place_of_one_who_has_not_begun()
    {
        var (busy, stored) = (Promise(), Promise());
        var first = places.Work(() => busy.Task, Ct);
        var ahead = places.Ahead(() => stored.Task);
        var waiting = places.Work(() => Task.FromResult(5), Ct);
        waiting.IsCompleted.Should().BeFalse("one place is used, and the other is lent to who goes ahead");

        stored.SetResult(1);

        (await ahead).Should().Be(1);
        (await waiting.WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(5);
        busy.SetResult(0);
        await first;
        await Both();
    }

    [Fact]
    public async Task Who_ends_while_somebody_goes_ahead_hands_no_place_on()
    {
        var (first, second, stored) = (Promise(), Promise(), Promise());
        List<Task> busy = [places.Work(() => first.Task, Ct), places.Work(() => second.Task, Ct)];
        var ahead = places.Ahead(() => stored.Task);
        var waiting = places.Work(() => Task.FromResult(5), Ct);
        first.SetResult(0);
        await busy[0];
        await Task.Delay(50, Ct);
        waiting.IsCompleted.Should().BeFalse("of two places one is still used, and the other is lent");

        stored.SetResult(1);

        (await waiting.WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(5);
        second.SetResult(0);
        await Task.WhenAll([.. busy, ahead]);
        await Both();
    }

    [Fact]
    public async Task However_many_go_ahead_one_place_is_left_for_work()
    {
        var stored = Promise();
        var ahead = Enumerable.Range(0, 10).Select(_ => places.Ahead(() => stored.Task)).ToList();

        (await places.Work(() => Task.FromResult(5), Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(5);

        stored.SetResult(0);
        await Task.WhenAll(ahead);
        await Both();
    }

    [Fact]
    public async Task Who_goes_ahead_and_fails_gives_the_place_back()
    {
        await FluentActions.Awaiting(() => places.Ahead<int>(() => throw new InvalidOperationException())).Should().ThrowAsync<InvalidOperationException>();

        await Both();
    }

    [Fact]
    public async Task Whoever_is_called_off_while_waiting_takes_no_place()
    {
        var hold = Promise();
        var busy = Enumerable.Range(0, 2).Select(_ => places.Work(() => hold.Task, Ct)).ToList();
        using var called = new CancellationTokenSource();
        var off = places.Work(() => Task.FromResult(0), called.Token);

        await called.CancelAsync();
        await FluentActions.Awaiting(() => off).Should().ThrowAsync<OperationCanceledException>();

        hold.SetResult(0);
        await Task.WhenAll(busy);
        await Both();
    }

    [Fact]
    public async Task Work_that_fails_gives_its_place_back_also_while_it_is_aside()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await FluentActions.Awaiting(() => places.Work<int>(() => throw new InvalidOperationException(), Ct)).Should().ThrowAsync<InvalidOperationException>();
            await FluentActions.Awaiting(() => places.Work(() => WorkPlaces.Aside<int>(() => throw new TimeoutException()), Ct)).Should().ThrowAsync<TimeoutException>();
        }

        await Both();
    }

    [Fact]
    public async Task Who_has_no_place_waits_for_an_answer_without_one() => (await WorkPlaces.Aside(() => Task.FromResult(3))).Should().Be(3);

    // There are two places, no more and no fewer.
    private async Task Both()
    {
        var hold = Promise();
        var held = Enumerable.Range(0, 2).Select(_ => places.Work(() => hold.Task, Ct)).ToList();
        var third = places.Work(() => Task.FromResult(0), Ct);
        await Task.Delay(50, Ct);
        third.IsCompleted.Should().BeFalse();
        hold.SetResult(1);
        await Task.WhenAll([.. held, third]).WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    private static TaskCompletionSource<int> Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
