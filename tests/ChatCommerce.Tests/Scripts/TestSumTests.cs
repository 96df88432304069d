using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Scripts;

public sealed class TestSumTests
{
    [Fact]
    public async Task Two_projects_are_added_up()
    {
        var said = await Sum((12, 12, 0, 0), (5, 4, 0, 0));

        said.Should().Be(new Said(0, "16 passed, 0 failed, 1 skipped", ""));
    }

    [Fact]
    public async Task A_failed_test_fails_the_run()
    {
        var said = await Sum((12, 11, 1, 1));

        said.Should().Be(new Said(1, "11 passed, 1 failed", ""));
    }

    [Fact]
    public async Task A_crash_without_a_failed_test_counts_as_one_failure()
    {
        var said = await Sum((12, 12, 0, 134));

        said.Code.Should().Be(1);
        said.Output.Should().EndWith("\n12 passed, 1 failed");
    }

    [Fact]
    public async Task A_missing_result_file_counts_as_one_failure()
    {
        var said = await Shell.Run(". scripts/common.sh; . scripts/test-results.sh; count_results none.trx Some.Tests 1; sum_up");

        said.Code.Should().Be(1);
        said.Output.Should().EndWith("\n0 passed, 1 failed");
    }

    [Fact]
    public async Task A_run_without_a_test_is_not_good()
    {
        var said = await Sum((0, 0, 0, 0));

        said.Should().Be(new Said(1, "No test ran.\n0 passed, 0 failed", ""));
    }

    private static Task<Said> Sum(params (int Total, int Passed, int Failed, int Code)[] projects)
    {
        var counts = projects.Select(project =>
            $"""count_results <(echo '<Counters total="{project.Total}" executed="{project.Total}" passed="{project.Passed}" failed="{project.Failed}" />') Some.Tests {project.Code}""");
        return Shell.Run($". scripts/common.sh; . scripts/test-results.sh; {string.Join("; ", counts)}; sum_up");
    }
}
