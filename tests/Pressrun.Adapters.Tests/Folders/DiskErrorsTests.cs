using Pressrun.Model;
using Pressrun.Providers.Folders;

namespace Pressrun.Adapters.Tests.Folders;

/// <summary>What is said of a disk that does not do what it was asked.</summary>
public sealed class DiskErrorsTests
{
    public static TheoryData<Exception, Failure, string> Faults => new()
    {
        { new IOException("ENOSPC", 28), Failure.Transient, "no space is left" },
        { new IOException("ERROR_DISK_FULL", unchecked((int)0x80070070)), Failure.Transient, "no space is left" },
        { new IOException("in use", unchecked((int)0x80070020)), Failure.Transient, "another program" },
        { new IOException("EROFS", 30), Failure.Permanent, "can only be read" },
        {
            new UnauthorizedAccessException("EACCES", new IOException("EROFS", 30)), Failure.Permanent,
            "can only be read"
        },
        { new UnauthorizedAccessException("EACCES"), Failure.Permanent, "may not be written by you" },
        { new PathTooLongException(), Failure.Permanent, "too long for this disk" },
        { new IOException("EIO", 5), Failure.Permanent, "did not take it" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_has_its_class_its_path_and_its_cause(Exception fault, Failure failure, string cause)
    {
        Assert.True(DiskErrors.Are(fault));
        var outcome = DiskErrors.Of("a/x.mp3", fault);

        Assert.Equal(failure, outcome.Class);
        Assert.StartsWith("a/x.mp3: ", outcome.Cause, StringComparison.Ordinal);
        Assert.Contains(cause, outcome.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(fault.Message, outcome.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_of_the_program_is_no_fault_of_the_disk() =>
        Assert.False(DiskErrors.Are(new InvalidOperationException()));
}
