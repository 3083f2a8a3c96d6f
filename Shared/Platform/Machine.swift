import CLinux
import Glibc

/// What the kernel knows of the machine and of this process.
package enum Machine {
  /// A file system's room; blocks that only root may use count as taken.
  package struct FileSystem: Sendable {
    package let bytes: UInt64
    package let freeBytes: UInt64
    package let availableBytes: UInt64
    /// 0 where the file system has no fixed number of inodes.
    package let files: UInt64
    package let freeFiles: UInt64
  }

  package static func fileSystem(_ path: String) throws(SystemError) -> FileSystem {
    var usage = clinux_usage()
    guard clinux_file_system(path, &usage) == 0 else {
      throw SystemError("look at the file system of", path: path)
    }
    return FileSystem(
      bytes: usage.bytes, freeBytes: usage.free_bytes, availableBytes: usage.available_bytes,
      files: usage.files, freeFiles: usage.free_files)
  }

  /// The load over 1, 5 and 15 minutes.
  package static func loads() -> [Double] {
    var loads = [0.0, 0, 0]
    _ = clinux_load(&loads)
    return loads
  }

  /// Descriptors that this process may have open, raised as far as it may.
  package static func raisedDescriptorLimit() -> Int { Int(clinux_raise_descriptor_limit()) }

  /// Seconds of processor time that this process has used, for itself and in the kernel.
  package static func processorTime() -> (user: Double, system: Double) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (seconds(usage.ru_utime), seconds(usage.ru_stime))
  }

  package static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
  package static var processID: Int32 { getpid() }
  package static var userID: UInt32 { geteuid() }
}
