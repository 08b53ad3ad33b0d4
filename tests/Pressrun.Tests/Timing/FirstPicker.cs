using Pressrun.Timing;

namespace Pressrun.Tests.Timing;

/// <summary>Takes whatever stands first.</summary>
internal sealed class FirstPicker : Picker
{
    public override int Pick(int count, Func<int, Node> nodeOf) => 0;
}
