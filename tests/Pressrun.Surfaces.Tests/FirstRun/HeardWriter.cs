namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>Keeps what is written and tells each line.</summary>
/// <param name="heard">Told each line.</param>
internal sealed class HeardWriter(Action<string> heard) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        heard(value ?? "");
    }
}
