using System.Text;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Programs;

/// <summary>Running programs.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private readonly Shelf _shelf = new();

    [Fact]
    public async Task Arguments_arrive_as_they_stand()
    {
        string[] arguments = ["two words", "$HOME", "`id`", "\"'", "*", "; id", "", "日本", "-n"];
        var end = await RunAsync(new("printf", ["%s|", .. arguments]));
        Assert.Equal(string.Join('|', arguments) + "|", Encoding.UTF8.GetString(end.Output.Span));
    }

    [Fact]
    public async Task A_long_text_goes_in_while_as_long_a_text_comes_out()
    {
        var text = new string('x', 5_000_000);
        var end = await RunAsync(new("cat", []) { Input = text, OutputMax = 5_000_000 });
        Assert.Equal(text, Encoding.UTF8.GetString(end.Output.Span));
    }

    [Fact]
    public async Task A_program_need_not_read_what_it_is_given() =>
        Assert.Equal(0, (await RunAsync(new("true", []) { Input = new string('x', 5_000_000) })).Code);

    [Fact]
    public async Task A_failing_program_is_a_value()
    {
        var end = await RunAsync(new("sh", ["-c", "echo first >&2; echo; echo last >&2; exit 7"]));
        Assert.Equal((7, "first; last", "last"), (end.Code, end.LastErrors(5), end.LastErrors(1)));
    }

    [Fact]
    public async Task Only_the_end_of_a_long_complaint_is_kept()
    {
        var end = await RunAsync(new("sh", ["-c", "seq 1 100000 >&2"]) { ErrorMax = 1000 });
        Assert.Equal(1000, end.Errors.Length);
        Assert.EndsWith("\n99999\n100000\n", end.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_program_that_writes_without_end_is_ended() => Assert.Equal(
        new ProgramResult.TooMuch(100_000),
        await Shelf.Runner.RunAsync(new("yes", []) { OutputMax = 100_000 }, Shelf.Token));

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("./no-such-program")]
    public async Task A_missing_program_is_a_value(string program) => Assert.Equal(
        new ProgramResult.Missing(program), await Shelf.Runner.RunAsync(new(program, []), Shelf.Token));

    [Fact]
    public async Task A_file_that_is_no_program_is_a_value_without_its_path()
    {
        await using var stand = await Stand.MakeAsync(_shelf.Folder, "broken", "");
        var path = Path.Combine(_shelf.Folder, "stand", "broken");
        await File.WriteAllBytesAsync(path, [0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 2, 3], Shelf.Token);
        var result = await stand.Runner.RunAsync(new("broken", []), Shelf.Token);
        var refusal = Assert.IsType<ProgramResult.Unstartable>(result);
        Assert.False(refusal.IsPassing);
        Assert.DoesNotContain("/", refusal.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_nobody_may_execute_is_not_found()
    {
        await File.WriteAllTextAsync(Path.Combine(_shelf.Folder, "notes"), "#!/bin/sh\n", Shelf.Token);
        Assert.IsType<ProgramResult.Missing>(
            await new ProgramRunner(_shelf.Folder).RunAsync(new("notes", []), Shelf.Token));
    }

    [Fact]
    public async Task The_environment_holds_no_keys()
    {
        Environment.SetEnvironmentVariable("PRESSRUN_TEST_API_KEY", "secret");
        var end = await RunAsync(new("env", []));
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(end.Output.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_in_the_folder_it_is_given()
    {
        var end = await RunAsync(new("pwd", ["-P"]) { Folder = _shelf.Folder });
        Assert.EndsWith(
            Path.GetFileName(_shelf.Folder), Encoding.UTF8.GetString(end.Output.Span).Trim(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Cancelling_kills_the_program_and_its_children()
    {
        await using var stand = await Stand.MakeAsync(_shelf.Folder, "linger", Stand.LingerWithChild);
        using var giveUp = new CancellationTokenSource();
        var run = stand.Runner.RunAsync(new("linger", []), giveUp.Token);
        var lifeline = await stand.AwaitStartAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal("", await lifeline.ReadToEndAsync(Shelf.Token));
    }

    public void Dispose() => _shelf.Dispose();

    private static async Task<ProgramResult.Ended> RunAsync(ProgramStart start) =>
        Assert.IsType<ProgramResult.Ended>(await Shelf.Runner.RunAsync(start, Shelf.Token));
}
